//! R714: the unit and the date under a report.

use super::rule::declare_rule;
use super::text::unit::Own;
use super::{Context, Finding, Outcome, Scope, Target};
use crate::format::Edition;
use crate::prose::moments;
use crate::report::{Field, UnitKind};

declare_rule! {
    /// 落款是本单位；落款日期在统计期限之后、公布期限之前。
    ///
    /// ## 为什么
    /// 县级以上政府部门在每年1月31日前、县级以上地方人民政府在3月31日前公布上一年度的年度报告。
    /// 落款日期早于统计期限的结束，多半是年份没有改过来。乡镇和街道的期限由各地规定，这里不查。
    ///
    /// ## 例
    /// 2024年的年报，县教育局落款“2025年2月10日”，超过了1月31日；落款“2024年1月20日”，年份应为2025年。
    pub PUBLISHED_LATE {
        id: "R714",
        title: "落款相符，按期公布",
        severity: Warning,
        editions: &Edition::ALL,
        source: "《中华人民共和国政府信息公开条例》第四十九条",
        reads: Scope::field(Field::Date).and(Scope::field(Field::Signature)).and(Scope::field(Field::Unit)),
        check: Report(check),
    }
}

/// The last day on which a body may publish, as month and day, where the law names one.
fn deadline(kind: UnitKind) -> Option<(u32, u32)> {
    use UnitKind as K;
    match kind {
        K::CountyDepartment
        | K::CountyOffice
        | K::CityDepartment
        | K::CityOffice
        | K::ProvinceDepartment
        | K::ProvinceOffice
        | K::Ministry => Some((1, 31)),
        K::County | K::City | K::Province => Some((3, 31)),
        K::Township | K::Street | K::Other => None,
    }
}

fn check(context: &Context, outcome: &mut Outcome) {
    let draft = context.report.draft();
    check_signature(context, outcome);
    let text = draft.text(Field::Date);
    let moments = moments(&text);
    let [date] = &moments[..] else {
        outcome.not_assessable += 1;
        return;
    };
    let (Some(year), Some(month), Some(day), None) = (date.year, date.month, date.day, date.fault) else {
        outcome.not_assessable += 1;
        return;
    };
    outcome.assessed += 1;
    let (words, advice) = if year <= draft.year {
        ("落款日期在统计期限结束之前。".to_owned(), "请核对年份。")
    } else if let Some((last_month, last_day)) = deadline(draft.unit_kind)
        && (year, month, day) > (draft.year + 1, last_month, last_day)
    {
        let words = format!("落款日期晚于公布期限{}年{last_month}月{last_day}日。", draft.year + 1);
        (words, "如果已经按期公布，请写公布的日期；确实晚了的，写明原因。")
    } else {
        return;
    };
    outcome.findings.push(Finding {
        target: Some(Target::Field(Field::Date)),
        advice: advice.to_owned(),
        ..Finding::of(&PUBLISHED_LATE, Field::Date.label(), words)
    });
}

/// A signature typed over names the unit.
fn check_signature(context: &Context, outcome: &mut Outcome) {
    let draft = context.report.draft();
    let Some(name) = draft.typed(Field::Signature) else { return };
    let own = Own::of(draft.unit());
    if name.trim().is_empty() || own.noun().is_none() {
        return;
    }
    outcome.assessed += 1;
    if !name.split(['\n', ' ', '、']).any(|name| !name.trim().is_empty() && own.may_be_called(name)) {
        outcome.findings.push(Finding {
            target: Some(Target::Field(Field::Signature)),
            advice: "请核对是不是从别的单位的报告抄来的。".to_owned(),
            ..Finding::of(
                &PUBLISHED_LATE,
                Field::Signature.label(),
                format!("落款“{}”不是本单位（{}）。", super::text::first(name.trim(), 30), draft.unit()),
            )
        });
    }
}

#[cfg(test)]
mod tests {
    use super::super::rule::testing::run_draft;
    use super::*;
    use crate::report::Draft;

    fn found(kind: UnitKind, date: &str) -> Option<String> {
        let draft = Draft::new(2024, kind).with_text(Field::Date, date);
        run_draft(&PUBLISHED_LATE, draft).findings.into_iter().next().map(|finding| finding.message)
    }

    #[test]
    fn passes_on_the_last_day() {
        assert_eq!(found(UnitKind::CountyDepartment, "2025年1月31日"), None);
        assert_eq!(found(UnitKind::City, "二〇二五年三月三十一日"), None);
        assert_eq!(found(UnitKind::Township, "2025年6月1日"), None);
    }

    #[test]
    fn fails_a_day_later() {
        assert_eq!(
            found(UnitKind::CountyOffice, "2025年2月1日").unwrap(),
            "落款日期晚于公布期限2025年1月31日。"
        );
        assert_eq!(found(UnitKind::County, "2025-04-01").unwrap(), "落款日期晚于公布期限2025年3月31日。");
    }

    #[test]
    fn fails_where_the_year_was_not_over() {
        for kind in [UnitKind::Township, UnitKind::County] {
            assert_eq!(found(kind, "2024年1月20日").unwrap(), "落款日期在统计期限结束之前。");
        }
    }

    #[test]
    fn a_blank_or_strange_date_is_not_judged() {
        for date in ["", "近日", "2025年1月", "2025年2月30日"] {
            let outcome =
                run_draft(&PUBLISHED_LATE, Draft::new(2024, UnitKind::County).with_text(Field::Date, date));
            assert_eq!((outcome.findings.len(), outcome.not_assessable), (0, 1), "{date}");
        }
    }

    #[test]
    fn a_signature_is_the_units() {
        let signed = |name| {
            let draft = Draft::new(2024, UnitKind::Township)
                .with_text(Field::Unit, "安澜县松溪镇人民政府")
                .with_text(Field::Signature, name);
            run_draft(&PUBLISHED_LATE, draft).findings.len()
        };
        assert_eq!((signed("松溪镇人民政府"), signed(""), signed("柏桥镇人民政府")), (0, 0, 1));
    }
}
