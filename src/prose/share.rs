//! Shares of figures that only the tables name: `申请人以自然人为主，占全年新收申请总量的82.5%`.

use super::claim::{Claim, Subject, applicant, group};
use super::index::Stretch;
use super::lexer::{Form, Percentage, Token};
use super::words::words;
use super::{aside, percent};

/// What is said to be so many percent of the requests.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Share {
    /// What is said to be so much.
    pub claim: Claim,
    /// How much.
    pub percentage: Percentage,
}

impl Share {
    /// Whether a share in percent is what is said.
    pub fn agrees(&self, percent: super::Amount) -> bool {
        percent::agrees(&self.percentage, percent)
    }
}

/// The shares of a line of which no figures stand before them.
pub(super) fn shares(text: Stretch, tokens: &[Token]) -> Vec<Share> {
    let mut found = Vec::new();
    if !words!["申请"].in_text(text) && !words!["答复", "办结总"].in_text(text) {
        return found;
    }
    let (mut start, mut from, mut sentence, mut counts) = (0, 0, 0, 0);
    let mut whole = 0..0;
    let mut year = None;
    for token in tokens {
        let range = token.range();
        match token {
            Token::Mark(_, '。' | '；') => {
                (start, from, counts) = (range.end, range.end, 0);
                sentence += usize::from(matches!(token, Token::Mark(_, '。')));
                year = None;
            }
            Token::Quantity(_) => {
                (counts, from) = (counts + 1, range.end);
                whole = range;
            }
            Token::Year(_, named) => year = Some(*named),
            Token::Percentage(percentage) => {
                let words = text.part(from, range.start);
                // 新收申请203件，其中自然人申请占91.6%
                let among = || {
                    let rest = words.trim_start_matches('，');
                    let rest = rest.strip_prefix("其中").or_else(|| rest.strip_prefix('中'))?;
                    let words = words.behind(words.len() - rest.len());
                    let told = text.part(start, whole.start);
                    let is_whole = words!["收到", "新收", "受理", "办结", "答复"].in_text(told);
                    if is_whole && !words!["涉及", "方面", "网络", "率"].in_text(words) {
                        subject(told, words, percentage)
                    } else {
                        None
                    }
                };
                let subject = match counts {
                    0 => subject(text.part(start, range.start), words, percentage),
                    1 => among(),
                    _ => None,
                };
                if let Some(subject) = subject {
                    let claim = Claim {
                        subject,
                        range: range.clone(),
                        quantity: None,
                        sentence,
                        year,
                        is_named: true,
                        scope: None,
                    };
                    found.push(Share { claim, percentage: percentage.clone() });
                }
                from = range.end;
            }
            Token::Mark(..) => {}
        }
    }
    found
}

/// What the words before a percentage say to be so much of the requests.
fn subject(sentence: Stretch, words: Stretch, percentage: &Percentage) -> Option<Subject> {
    let is_share = matches!(percentage.form, Form::Percent | Form::Tenths | Form::Fraction);
    let other = words![
        "同比", "上年", "去年", "比上", "提高", "增长", "下降", "其中", "涉及", "方面", "网络", "率", "复议",
        "诉讼"
    ];
    let of_requests = words!["申请", "答复"].in_text(sentence) || sentence.ends_with("占办结总数的");
    if !is_share
        || !of_requests
        || !words.contains('占')
        || other.in_text(sentence)
        || aside::is_of_other_time(sentence, true)
    {
        return None;
    }
    let classes = words!["自然人", "公民", "企业", "科研", "公益", "法律服务", "法人", "其他组织"];
    let named = classes.all(words.text()).count();
    if let Some(subject) = applicant(words).filter(|_| named == 1) {
        return Some(subject);
    }
    let results = words!["予以公开", "部分公开", "不予公开", "无法提供", "不予处理", "其他处理"];
    let both = words!["予以公开和部分公开", "予以公开及部分公开", "予以公开、部分公开"].in_text(words);
    let one = named == 0 && results.all(words.text()).count() == if both { 2 } else { 1 };
    let from = words
        .rfind(['，', '中', '：'])
        .map_or(0, |at| at + words[at..].chars().next().map_or(0, char::len_utf8));
    group(words.behind(from)).filter(|_| one).map(Subject::Result)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::Applicant;
    use crate::prose::{Line, ResultGroup};

    fn found(text: &str) -> Vec<(Subject, String)> {
        let line = Line::new(text, Vec::new(), text);
        let shares = line.reading().shares.iter();
        shares.map(|share| (share.claim.subject, share.percentage.amount.to_string())).collect()
    }

    #[test]
    fn shares_of_the_tables() {
        use Subject::{Applicant as Of, Result};
        assert_eq!(
            found("申请人以自然人为主，占全年新收申请总量的82.5%。"),
            [(Of(Some(Applicant::Natural)), "82.5".to_owned())]
        );
        assert_eq!(
            found("全年答复申请中，予以公开占六成，无法提供占25%。"),
            [
                (Result(ResultGroup::Granted), "60".to_owned()),
                (Result(ResultGroup::Unavailable), "25".to_owned())
            ]
        );
        for text in [
            "自然人提出申请36件，占90%。",
            "通过网络提交的申请占90%。",
            "自然人、企业申请占90%。",
            "群众满意度占90%。",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }
}
