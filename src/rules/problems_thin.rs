//! R710: a part 五 that says next to nothing.

use super::rule::declare_rule;
use super::{Context, Finding, Outcome, Scope, Severity, Target};
use crate::format::{Edition, Part};
use crate::prose::words::words;
use crate::report::Field;

declare_rule! {
    /// 第五部分既写存在的主要问题，也写改进措施，不能只有一两句话。
    ///
    /// ## 为什么
    /// 条例要求年度报告写明存在的主要问题及改进情况。写“无”、只写问题不写措施、只写措施不写问题，都算内容不完整。
    ///
    /// ## 例
    /// “存在的主要问题：办事指南更新不及时。改进措施：每季度核对一次办事指南，更新后在网站标明日期。”
    pub PROBLEMS_THIN {
        id: "R710",
        title: "第五部分有问题、有措施",
        severity: Warning,
        editions: &Edition::ALL,
        source: "《中华人民共和国政府信息公开条例》第五十条第五项",
        reads: Scope::field(Field::Problems),
        check: Report(check),
    }
}

/// The least number of characters that can hold a problem and a measure.
const LEAST: usize = 50;

fn check(context: &Context, outcome: &mut Outcome) {
    let text = context.report.draft().text(Field::Problems);
    let text = text.trim();
    if text.is_empty() {
        // That the part is missing is another rule's to say.
        outcome.not_assessable = 1;
        return;
    }
    outcome.assessed = 1;
    let bare = text.trim_end_matches(['。', '.']);
    let length = text.chars().filter(|letter| !letter.is_whitespace()).count();
    let has_problems = words!(
        "问题|不足|短板|薄弱|不够|有待|差距|欠缺|困难|不高|不强|滞后|不及时|不到位|偏少|较少|不均|\
             单一|不规范|缺乏|不全|待提|需进一步"
    )
    .in_text(text);
    let has_measures = words!(
        "将|下一步|改进|措施|加强|进一步|今后|整改|提升|完善|强化|提高|优化|规范|加大|健全|组织|\
             每季度|每月|安排|增加"
    )
    .in_text(text);
    let is_nothing = matches!(
        bare,
        "无" | "暂无" | "没有" | "无。" | "/" | "-" | "—" | "不存在问题" | "无问题" | "暂无问题"
    );
    let (severity, message) = if is_nothing {
        (Severity::Error, "这一部分写的是没有。")
    } else if !has_problems {
        (Severity::Warning, "没有写存在的问题。")
    } else if !has_measures {
        (Severity::Warning, "没有写改进措施。")
    } else if length < LEAST {
        (Severity::Warning, "这一部分不足50字。")
    } else {
        return;
    };
    outcome.findings.push(Finding {
        severity,
        part: Some(Part::Problems),
        target: Some(Target::Field(Field::Problems)),
        advice: "请先写主要问题，再逐条写改进措施，尽量写明做什么、什么时候做完。".to_owned(),
        ..Finding::of(
            &PROBLEMS_THIN,
            context.report.edition().format().headings[Part::Problems.index()],
            message,
        )
    });
}

#[cfg(test)]
mod tests {
    use super::super::rule::testing::run_text;
    use super::*;

    fn found(text: &str) -> Option<(Severity, String)> {
        let outcome = run_text(&PROBLEMS_THIN, Field::Problems, text);
        outcome.findings.into_iter().next().map(|finding| (finding.severity, finding.message))
    }

    #[test]
    fn passes_with_problems_and_measures() {
        let text = "存在的主要问题：政策解读以文字为主，图解和视频较少。\n改进措施：2025年为重要文件配发图解，每季度核对一次办事指南并登记结果。";
        assert_eq!(found(text), None);
        assert_eq!(found(""), None);
    }

    #[test]
    fn fails_where_there_is_nothing() {
        assert_eq!(found("无。").map(|found| found.0), Some(Severity::Error));
        assert_eq!(found(" 暂无 ").map(|found| found.0), Some(Severity::Error));
    }

    #[test]
    fn fails_where_one_half_is_missing() {
        assert_eq!(found("下一步，将强化培训。").unwrap().1, "没有写存在的问题。");
        assert_eq!(found("信息更新不及时。").unwrap().1, "没有写改进措施。");
    }

    #[test]
    fn fails_just_under_the_least_length() {
        let text = |length: usize| format!("问题不少，将改进{}", "字".repeat(length - 8));
        assert_eq!(found(&text(LEAST - 1)).unwrap().1, "这一部分不足50字。");
        assert_eq!(found(&text(LEAST)), None);
    }
}
