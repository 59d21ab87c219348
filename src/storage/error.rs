//! Why a stored text cannot be read.

use super::StoreError;

/// A place in a text. Lines and characters count from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// The line.
    pub line: usize,
    /// The character in the line.
    pub column: usize,
}

impl Place {
    /// The place where the first `end` bytes of a text end.
    pub(super) fn at(text: &str, end: usize) -> Self {
        let before = text.as_bytes().get(..end).unwrap_or(text.as_bytes());
        let line_start = before.iter().rposition(|&byte| byte == b'\n').map_or(0, |position| position + 1);
        let (lines, line) = before.split_at(line_start);
        // Staff count characters: every byte that does not continue one begins one.
        let characters = line.iter().filter(|&byte| byte & 0xc0 != 0x80).count();
        // `lines` ends with a line end, so that the last of its pieces is blank and stands for `line`.
        Self { line: lines.split(|&byte| byte == b'\n').count(), column: characters.max(1) }
    }

    /// The place where `part`, a piece of `text`, begins.
    pub(super) fn of(part: &str, text: &str) -> Self {
        Self::at(text, offset(part, text) + 1)
    }

    fn in_words(self) -> String {
        format!("第{}行第{}个字", self.line, self.column)
    }
}

/// Why a stored text, or a file, cannot be read as a draft. The text itself is never changed by that.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReadError {
    /// The store did not give the text.
    Store(StoreError),
    /// There is no text under this name.
    Missing,
    /// The text is blank.
    Empty,
    /// The text is no JSON.
    Syntax {
        /// Where reading stopped.
        place: Place,
        /// Whether the text ends too early, as a file that was not copied completely does.
        cut: bool,
    },
    /// JSON of another program.
    NotOurs,
    /// It says that it is ours, but no possible version of the stored shape.
    NoSchema,
    /// Written by a later version of the program.
    NewerSchema {
        /// The version of the stored shape.
        schema: u64,
    },
    /// Written by an earlier version and could not be brought up to date.
    Migration {
        /// Name of the migration that failed.
        name: &'static str,
        /// What it said.
        reason: String,
    },
    /// The parts do not fit: something is missing, of the wrong kind, or unknown.
    Content {
        /// Where reading stopped.
        place: Place,
        /// The reason in Chinese, where there is one.
        reason: Option<String>,
    },
}

impl ReadError {
    /// The reading of an error of the JSON parser on `part`, a piece of `text`.
    pub(super) fn parsing(error: &serde_json::Error, text: &str, part: &str) -> Self {
        let lines: usize = part.split_inclusive('\n').take(error.line().max(1) - 1).map(str::len).sum();
        let place = Place::at(text, offset(part, text) + lines + error.column());
        if !error.is_data() {
            return Self::Syntax { place, cut: error.is_eof() };
        }
        // A draft says in Chinese what it refuses; the parser's own words are English and not for staff.
        let message = error.to_string();
        // Where the parser knows the place, it adds ` at line 1 column 2`.
        let added = if error.line() == 0 { 0 } else { 5 };
        let words = message.rsplitn(added + 1, ' ').last().unwrap_or_default();
        let chinese = words.starts_with(|first| ('\u{4e00}'..='\u{9fff}').contains(&first));
        Self::Content { place, reason: chinese.then(|| words.chars().take(80).collect()) }
    }

    /// What is wrong, as a clause without a full stop, to follow 草稿打不开： or 文件打不开：.
    pub fn reason(&self) -> String {
        match self {
            Self::Store(error) => error.sentence().trim_end_matches('。').to_owned(),
            Self::Missing => "已不在这台电脑上，可能在另一个窗口中删除了".to_owned(),
            Self::Empty => "里面是空的，没有任何内容".to_owned(),
            Self::Syntax { place, cut: true } => {
                format!("内容不完整，到{}就断了，可能没有复制或下载完", place.in_words())
            }
            Self::Syntax { place, cut: false } => {
                format!("内容有损坏，{}附近不合格式，可能被别的程序改动过", place.in_words())
            }
            Self::NotOurs => "这是别的程序的数据，不是年报程序保存的".to_owned(),
            Self::NoSchema => "内容有损坏，看不出是哪个版本的年报程序保存的".to_owned(),
            Self::NewerSchema { .. } => {
                "它是由更新版本的年报程序保存的，当前版本读不了，请改用新版本打开（刷新网页即可取得）"
                    .to_owned()
            }
            Self::Migration { reason, .. } => {
                format!("它是由旧版本的年报程序保存的，转换到当前版本时出错（{reason}）")
            }
            Self::Content { reason: Some(reason), .. } => format!("内容与年报对不上（{reason}）"),
            Self::Content { place, reason: None } => {
                format!("内容有缺项或不认识的项（读到{}时发现），可能被别的程序改动过", place.in_words())
            }
        }
    }

    /// What is wrong with a stored draft, and that nothing is lost by it.
    pub fn sentence(&self) -> String {
        let mut text = self.reason();
        text.insert_str(0, "这份草稿打不开：");
        text.push('。');
        if !matches!(self, Self::Missing | Self::Empty | Self::Store(_)) {
            text.push_str("原文仍原样存放在这台电脑上，没有丢失，可以下载下来妥善保存。");
        }
        text
    }
}

/// How many bytes into `text` its piece `part` begins.
fn offset(part: &str, text: &str) -> usize {
    part.as_ptr().addr().saturating_sub(text.as_ptr().addr())
}
