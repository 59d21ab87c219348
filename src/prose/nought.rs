//! None at all, and yet some: `被申请行政复议0件，其中复议结果维持1件`, `未收到申请，所收2件申请均已答复`.

use super::Amount;
use super::breakdown::Item;
use super::claim::{Claim, Subject};
use super::index::Stretch;
use super::lexer::Quantity;
use super::reference::Misreference;
use super::unit::Unit;
use super::words::{any_in, words};
use crate::format::Outcome;

/// What a line says that there was none of, and counts all the same.
pub(super) fn misreferences(text: Stretch, claims: &[Claim], items: &[Item]) -> Vec<Misreference> {
    let mut found = Vec::new();
    for none in claims.iter().filter(|claim| is_none(claim)) {
        let again = match none.subject {
            Subject::NewlyReceived | Subject::Received => received_again(text, none, items),
            _ => claims
                .iter()
                .find(|some| is_some_of(text, none, some))
                .and_then(|some| some.quantity.as_ref()),
        };
        let Some(again) = again else { continue };
        let written = none.quantity.as_ref().map_or(none.range.clone(), |quantity| quantity.range.clone());
        let first = Quantity { range: written, amount: Amount::default(), ..again.clone() };
        found.push(Misreference { first, again: again.clone() });
    }
    found
}

/// Whether a claim says that there was none.
fn is_none(claim: &Claim) -> bool {
    claim.quantity.as_ref().is_none_or(|quantity| quantity.amount == Amount::default())
}

/// Whether a claim counts some of what another says that there was none of, in the same breath.
fn is_some_of(text: Stretch, none: &Claim, some: &Claim) -> bool {
    let is_of = match (none.subject, some.subject) {
        (Subject::Review(Outcome::Total), Subject::Review(outcome))
        | (Subject::Suit(Outcome::Total), Subject::Suit(outcome)) => outcome != Outcome::Total,
        (Subject::Suit(Outcome::Total), Subject::DirectSuit(_) | Subject::SuitAfterReview(_)) => true,
        _ => false,
    };
    let counted = some.quantity.as_ref().filter(|quantity| quantity.amount > Amount::default());
    let is_near = some.sentence == none.sentence && some.range.start >= none.range.end;
    // Most claims are of other kinds; only then the words are looked at.
    if !is_of || !is_near || none.year != some.year || counted.is_none() {
        return false;
    }
    let between = text.part(none.range.end, some.range.end.max(none.range.end));
    let names = match none.subject {
        Subject::Review(_) => "复议",
        _ => "诉",
    };
    between.contains(names)
        && !any_in(
            &between,
            &[
                "上年",
                "去年",
                "往年",
                "结转",
                "遗留",
                "此前",
                "以前",
                "其他",
                "代理",
                "协助",
                "非信息公开",
                "参加",
                "上一年",
                "跨年",
                "处罚",
                "许可",
                "强制",
                "征收",
            ],
        )
}

/// 所收2件申请 behind 未收到申请.
fn received_again<'b>(text: Stretch, none: &Claim, items: &'b [Item]) -> Option<&'b Quantity> {
    let again = items.iter().find(|item| {
        let label = item.label.trim_end();
        item.sentence == none.sentence
            && item.quantity.range.start >= none.range.end
            && item.quantity.unit == Unit::Piece
            && item.quantity.amount > Amount::default()
            && item.tail.starts_with("申请")
            && words![
                "所收",
                "所收到的",
                "提出的",
                "提交的",
                "递交的",
                "收到的",
                "所受理的",
                "受理的",
                "收悉的",
                "新收的"
            ]
            .end(label)
    })?;
    let between = text.part(none.range.end, again.quantity.range.start);
    let is_other =
        any_in(&between, &["上年", "去年", "结转", "往年", "上级", "以前", "口头", "其他", "转来"]);
    (!is_other && !between.is_longer(30)).then_some(again.quantity)
}

#[cfg(test)]
mod tests {
    use crate::prose::Line;

    #[test]
    fn none_and_yet_some() {
        let found = |text: &str| Line::new(text, Vec::new(), text).reading().misreferences.len();
        for text in [
            "因政府信息公开被申请行政复议0件、被提起行政诉讼1件，其中复议结果维持1件，诉讼尚在审理。",
            "我镇未收到政府信息公开申请，所收2件申请均按期答复。",
            "政府信息公开行政诉讼0件，其中未经复议直接起诉1件。",
        ] {
            assert_eq!(found(text), 1, "{text}");
        }
        for text in [
            "因政府信息公开被申请行政复议1件、被提起行政诉讼0件，其中复议结果维持1件。",
            "我镇未收到政府信息公开申请，上年结转的2件申请均按期答复。",
            "政府信息公开行政复议0件，上年未审结的复议维持1件。",
        ] {
            assert_eq!(found(text), 0, "{text}");
        }
    }
}
