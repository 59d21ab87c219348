//! The command line.

use super::{End, complain};
use crate::rules::Date;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{ArgAction, Args, Parser, Subcommand, ValueEnum};
use std::io::{self, Write as _};
use std::path::PathBuf;

const TEMPLATE: &str = "{about}\n\n用法：{usage}\n\n{all-args}{after-help}\n";

/// The command line.
#[derive(Parser)]
#[command(
    name = "nianbao",
    about = "检查、转换政府信息公开工作年度报告。",
    override_usage = "nianbao 命令 …",
    help_template = TEMPLATE,
    subcommand_help_heading = "命令",
    next_help_heading = "选项",
    disable_help_flag = true,
    disable_help_subcommand = true,
    after_help = "“nianbao 命令 --help”说明每个命令。数据都在本机处理，不联网。"
)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub(super) task: Task,
    /// 显示说明
    #[arg(short = 'h', long, action = ArgAction::Help, global = true)]
    help: Option<bool>,
}

/// What is to be done.
#[derive(Subcommand)]
pub(super) enum Task {
    /// 检查年报，说明哪里不对、怎么改
    #[command(
        override_usage = "nianbao check 文件… [--previous 去年年报] [--format text|json]\n      nianbao check --ndjson < 输入 > 结果",
        help_template = TEMPLATE,
        next_help_heading = "选项",
        disable_help_flag = true,
        after_help = "结束状态：0 没有必须改的问题，1 有必须改的问题，2 有读不了的文件或参数不对。\n\n\
            JSON 结果一份年报一行：file、unit、year、edition、verdict（ready 可以报送，to-explain 需要说明，\
            to-correct 必须改）、findings；读不了的只有 file 和 error。\n\n\
            能读年报程序保存的网页和数据文件，也能读已经发布的年报：网页、.docx、纯文本。--ndjson 的一行是一份数据文件，\
            或 {\"text\":\"网页或文本的内容\"}。"
    )]
    Check(Check),
    /// 把年报转成网页、Word、CSV、纯文本或数据文件
    #[command(
        override_usage = "nianbao convert 文件 -o 输出.json|html|docx|csv|txt\n      nianbao convert --ndjson --to 格式 < 输入 > 结果",
        help_template = TEMPLATE,
        next_help_heading = "选项",
        disable_help_flag = true,
        after_help = "结束状态：0 已转换，2 读不了、写不了或参数不对。"
    )]
    Convert(Convert),
}

/// What is to be checked, and how it is said.
#[derive(Args)]
pub(super) struct Check {
    /// 要检查的文件；“-”是标准输入
    #[arg(value_name = "文件", help_heading = "输入", required_unless_present = "ndjson")]
    pub(super) files: Vec<PathBuf>,
    /// 去年的年报，可以写多次；检查几份年报时按单位名称和年度对应
    #[arg(long, value_name = "文件")]
    pub(super) previous: Vec<PathBuf>,
    /// 结果的样子：text 给人看，json 给程序用，一份年报一行
    #[arg(
        long,
        value_enum,
        value_name = "样子",
        default_value = "text",
        hide_default_value = true,
        hide_possible_values = true
    )]
    pub(super) format: Format,
    /// 一行读入一份年报，一行写出一份 JSON 结果，份数不限；不写文件就读标准输入
    #[arg(long)]
    pub(super) ndjson: bool,
    /// “需要说明”的问题没有说明的，也按有问题结束
    #[arg(long)]
    pub(super) strict: bool,
    /// 按这一天检查，如 2025-01-20；不写就是今天（北京时间）
    #[arg(long, value_name = "日期", value_parser = date)]
    pub(super) today: Option<Date>,
}

/// What is to be converted into what.
#[derive(Args)]
pub(super) struct Convert {
    /// 要转换的文件；“-”是标准输入
    #[arg(value_name = "文件", help_heading = "输入", required_unless_present = "ndjson")]
    pub(super) file: Option<PathBuf>,
    /// 写到这个文件，格式看扩展名；“-”是标准输出，格式用 --to 指定
    #[arg(short, long, value_name = "输出", required_unless_present = "ndjson")]
    pub(super) output: Option<PathBuf>,
    /// 输出格式：json、html、docx、csv、txt
    #[arg(long, value_enum, value_name = "格式", hide_possible_values = true)]
    pub(super) to: Option<Target>,
    /// 一行读入一份年报，一行写出一份：--to json 写数据文件，其他格式写在 content 里（不能用 docx）
    #[arg(long, requires = "to")]
    pub(super) ndjson: bool,
}

/// How findings are written.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    Text,
    Json,
}

/// What a report is converted to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Target {
    Json,
    #[value(alias = "htm")]
    Html,
    Docx,
    Csv,
    Txt,
}

fn date(text: &str) -> Result<Date, String> {
    let read = || {
        let mut parts = text.split('-');
        let date = Date {
            year: parts.next()?.parse().ok()?,
            month: parts.next()?.parse().ok()?,
            day: parts.next()?.parse().ok()?,
        };
        let is_day = (1..=12).contains(&date.month) && (1..=31).contains(&date.day);
        (parts.next().is_none() && is_day).then_some(date)
    };
    read().ok_or_else(String::new)
}

/// Reads the command line; says what is wrong with it, or prints the help.
pub(super) fn read() -> Result<Arguments, End> {
    Arguments::try_parse().map_err(|error| match error.kind() {
        ErrorKind::DisplayHelp => match write!(io::stdout(), "{}", error.render()) {
            Ok(()) => End::Ready,
            Err(error) => super::cut_off(&error),
        },
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            complain(error.render());
            End::Unusable
        }
        _ => {
            complain(sentence(&error));
            End::Unusable
        }
    })
}

/// What is wrong with the command line.
fn sentence(error: &clap::Error) -> String {
    let named = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(" "),
        _ => String::new(),
    };
    let argument = named(ContextKind::InvalidArg);
    let problem = match error.kind() {
        ErrorKind::InvalidSubcommand => {
            format!("没有“{}”这个命令，命令有 check 和 convert", named(ContextKind::InvalidSubcommand))
        }
        ErrorKind::MissingSubcommand => "还要写明做什么：check 或 convert".to_owned(),
        ErrorKind::UnknownArgument => format!("不认识“{argument}”"),
        ErrorKind::MissingRequiredArgument => format!("还缺少 {argument}"),
        ErrorKind::InvalidValue if named(ContextKind::InvalidValue).is_empty() => {
            format!("{argument} 后面还要写内容")
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            format!("{argument} 不能是“{}”", named(ContextKind::InvalidValue))
        }
        ErrorKind::ArgumentConflict => format!("{argument} 不能写两次，或不能和别的选项一起用"),
        ErrorKind::InvalidUtf8 => "里面有读不出的字符".to_owned(),
        _ => "写法不对".to_owned(),
    };
    format!(
        "命令{}{problem}。用“nianbao --help”看用法。",
        if problem.starts_with('里') { "" } else { "有误：" }
    )
}
