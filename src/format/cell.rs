//! Cells of the three statistics tables: stable ids shared by all editions.

use super::Edition;
use serde::{Deserialize, Serialize};
use std::sync::LazyLock;

/// One of the three statistics tables, numbered as the parts that hold them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Table {
    /// Table 2, proactive disclosure (part 二).
    Two,
    /// Table 3, requests (part 三).
    Three,
    /// Table 4, review and litigation (part 四).
    Four,
}

impl Table {
    /// The three tables in order.
    pub const ALL: [Self; 3] = [Self::Two, Self::Three, Self::Four];

    /// The name staff use for the table: 表二, 表三, 表四.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Two => "表二",
            Self::Three => "表三",
            Self::Four => "表四",
        }
    }

    /// The part of the report that holds the table.
    pub const fn part(self) -> super::Part {
        match self {
            Self::Two => super::Part::Proactive,
            Self::Three => super::Part::Requests,
            Self::Four => super::Part::Review,
        }
    }
}

/// How the text of a cell is to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CellKind {
    /// A number of documents, decisions, requests or cases: a whole number ≥ 0.
    Count,
    /// 本年增/减 of edition 2019: a whole number with a sign.
    Change,
    /// An amount whose printed unit is 万元.
    TenThousandYuan,
    /// 采购总金额 of edition 2019, which has no printed unit; read as 元 unless a unit is written.
    Yuan,
}

macro_rules! named_enum {
    ($(#[$meta:meta])* $name:ident { $($(#[$vmeta:meta])* $variant:ident = $key:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$vmeta])* $variant,)+ }

        impl $name {
            /// Every value, in the order of the tables.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The stable name used in cell ids.
            pub const fn key(self) -> &'static str {
                match self { $(Self::$variant => $key),+ }
            }
        }
    };
}

named_enum! {
    /// A figure of table 2. The names before the point are the row, those after it the column.
    Item {
        /// 规章, made in the year (本年新制作数量, 本年制发件数).
        RegulationsMade = "regulations.made",
        /// 规章, published in the year (本年新公开数量, edition 2019).
        RegulationsPublished = "regulations.published",
        /// 规章, public in all (对外公开总数量, edition 2019).
        RegulationsPublicTotal = "regulations.public-total",
        /// 规章, repealed in the year (本年废止件数, edition 2021).
        RegulationsRepealed = "regulations.repealed",
        /// 规章, in force at the end of the year (现行有效件数, edition 2021).
        RegulationsInForce = "regulations.in-force",
        /// (行政)规范性文件, made in the year.
        NormativeMade = "normative.made",
        /// 规范性文件, published in the year (edition 2019).
        NormativePublished = "normative.published",
        /// 规范性文件, public in all (edition 2019).
        NormativePublicTotal = "normative.public-total",
        /// 行政规范性文件, repealed in the year (edition 2021).
        NormativeRepealed = "normative.repealed",
        /// 行政规范性文件, in force at the end of the year (edition 2021).
        NormativeInForce = "normative.in-force",
        /// 行政许可, items last year (edition 2019).
        LicencePrevious = "licence.previous",
        /// 行政许可, 本年增/减 (edition 2019).
        LicenceChange = "licence.change",
        /// 行政许可, decisions in the year.
        LicenceDecisions = "licence.decisions",
        /// 其他对外管理服务事项, items last year (edition 2019).
        ServicePrevious = "service.previous",
        /// 其他对外管理服务事项, 本年增/减 (edition 2019).
        ServiceChange = "service.change",
        /// 其他对外管理服务事项, decisions in the year (edition 2019).
        ServiceDecisions = "service.decisions",
        /// 行政处罚, items last year (edition 2019).
        PenaltyPrevious = "penalty.previous",
        /// 行政处罚, 本年增/减 (edition 2019).
        PenaltyChange = "penalty.change",
        /// 行政处罚, decisions in the year.
        PenaltyDecisions = "penalty.decisions",
        /// 行政强制, items last year (edition 2019).
        CoercionPrevious = "coercion.previous",
        /// 行政强制, 本年增/减 (edition 2019).
        CoercionChange = "coercion.change",
        /// 行政强制, decisions in the year.
        CoercionDecisions = "coercion.decisions",
        /// 行政事业性收费, items last year (edition 2019).
        FeePrevious = "fee.previous",
        /// 行政事业性收费, 本年增/减 (edition 2019).
        FeeChange = "fee.change",
        /// 行政事业性收费, amount of the year in 万元 (edition 2021).
        FeeAmount = "fee.amount",
        /// 政府集中采购, number of projects (edition 2019).
        ProcurementProjects = "procurement.projects",
        /// 政府集中采购, total amount (edition 2019).
        ProcurementAmount = "procurement.amount",
    }
}

named_enum! {
    /// A row of table 3.
    RequestRow {
        /// 一、本年新收政府信息公开申请数量 (A)
        Received = "received",
        /// 二、上年结转政府信息公开申请数量 (B)
        CarriedIn = "carried-in",
        /// （一）予以公开 (r1)
        Granted = "granted",
        /// （二）部分公开 (r2)
        Partial = "partial",
        /// （三）1.属于国家秘密 (r3)
        StateSecret = "denied.state-secret",
        /// （三）2.其他法律行政法规禁止公开 (r4)
        Prohibited = "denied.prohibited",
        /// （三）3.危及“三安全一稳定” (r5)
        Stability = "denied.stability",
        /// （三）4.保护第三方合法权益 (r6)
        ThirdParty = "denied.third-party",
        /// （三）5.属于三类内部事务信息 (r7)
        Internal = "denied.internal",
        /// （三）6.属于四类过程性信息 (r8)
        Process = "denied.process",
        /// （三）7.属于行政执法案卷 (r9)
        CaseFile = "denied.case-file",
        /// （三）8.属于行政查询事项 (r10)
        Query = "denied.query",
        /// （四）1.本机关不掌握相关政府信息 (r11)
        NotHeld = "unavailable.not-held",
        /// （四）2.没有现成信息需要另行制作 (r12)
        NeedsMaking = "unavailable.needs-making",
        /// （四）3.补正后申请内容仍不明确 (r13)
        Unclear = "unavailable.unclear",
        /// （五）1.信访举报投诉类申请 (r14)
        Petition = "not-processed.petition",
        /// （五）2.重复申请 (r15)
        Repeated = "not-processed.repeated",
        /// （五）3.要求提供公开出版物 (r16)
        Publication = "not-processed.publication",
        /// （五）4.无正当理由大量反复申请 (r17)
        Excessive = "not-processed.excessive",
        /// （五）5.要求行政机关确认或重新出具已获取信息 (r18)
        Reissue = "not-processed.reissue",
        /// （六）其他处理 as one row (edition 2019)
        OtherHandling = "other-handling",
        /// （六）1.申请人无正当理由逾期不补正 (r19, edition 2021)
        NotCorrected = "other-handling.not-corrected",
        /// （六）2.申请人逾期未按收费通知要求缴纳费用 (r20, edition 2021)
        FeeUnpaid = "other-handling.fee-unpaid",
        /// （六）3.其他 (r21, edition 2021)
        OtherResult = "other-handling.other",
        /// （七）总计 (P)
        Total = "total",
        /// 四、结转下年度继续办理 (F)
        CarriedOut = "carried-out",
    }
}

impl RequestRow {
    /// The rows of results that （七）总计 adds up: 19 in edition 2019, 21 in edition 2021.
    pub fn results(edition: Edition) -> impl Iterator<Item = Self> {
        Self::ALL.iter().copied().filter(move |row| row.is_result() && row.in_edition(edition))
    }

    /// Whether the row is a result of handling, a part of （七）总计.
    pub const fn is_result(self) -> bool {
        !matches!(self, Self::Received | Self::CarriedIn | Self::Total | Self::CarriedOut)
    }

    /// Whether the edition has the row.
    pub const fn in_edition(self, edition: Edition) -> bool {
        match self {
            Self::OtherHandling => matches!(edition, Edition::V2019),
            Self::NotCorrected | Self::FeeUnpaid | Self::OtherResult => matches!(edition, Edition::V2021),
            _ => true,
        }
    }
}

named_enum! {
    /// A column of table 3: who applied.
    Applicant {
        /// 自然人 (N)
        Natural = "natural",
        /// 商业企业 (C)
        Business = "business",
        /// 科研机构 (R)
        Research = "research",
        /// 社会公益组织 (S)
        Welfare = "welfare",
        /// 法律服务机构 (L)
        Legal = "legal",
        /// 其他 (O)
        Other = "other",
        /// 总计 (T)
        Total = "total",
    }
}

impl Applicant {
    /// The six classes that 总计 adds up.
    pub const CLASSES: [Self; 6] =
        [Self::Natural, Self::Business, Self::Research, Self::Welfare, Self::Legal, Self::Other];
}

named_enum! {
    /// A block of table 4.
    Proceeding {
        /// 行政复议
        Review = "review",
        /// 行政诉讼/未经复议直接起诉
        DirectSuit = "direct-suit",
        /// 行政诉讼/复议后起诉
        SuitAfterReview = "suit-after-review",
    }
}

named_enum! {
    /// A column within a block of table 4.
    Outcome {
        /// 结果维持
        Upheld = "upheld",
        /// 结果纠正
        Corrected = "corrected",
        /// 其他结果
        Other = "other",
        /// 尚未审结
        Pending = "pending",
        /// 总计
        Total = "total",
    }
}

impl Outcome {
    /// The four results that 总计 adds up.
    pub const RESULTS: [Self; 4] = [Self::Upheld, Self::Corrected, Self::Other, Self::Pending];
}

/// A cell that holds a figure, in any edition. The number is an index below [`CellId::COUNT`], for arrays
/// in memory; files and stored drafts use [`CellId::key`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "u8", try_from = "u8")]
pub struct CellId(u8);

impl From<CellId> for u8 {
    fn from(cell: CellId) -> Self {
        cell.0
    }
}

impl TryFrom<u8> for CellId {
    type Error = &'static str;

    fn try_from(index: u8) -> Result<Self, Self::Error> {
        if usize::from(index) < Self::COUNT { Ok(Self(index)) } else { Err("no such cell") }
    }
}

const T2: usize = 27;
const T3: usize = 26 * 7;
const T4: usize = 3 * 5;
const AFTER_T3: usize = T2 + T3;

impl CellId {
    /// Number of cells in the union of all editions.
    pub const COUNT: usize = T2 + T3 + T4;

    /// The cell of table 2 for an item.
    pub const fn t2(item: Item) -> Self {
        Self(item as u8)
    }

    /// The cell of table 3 in a row and a column.
    pub const fn t3(row: RequestRow, column: Applicant) -> Self {
        Self(T2 as u8 + row as u8 * 7 + column as u8)
    }

    /// The cell of table 4 in a block and a column.
    pub const fn t4(proceeding: Proceeding, outcome: Outcome) -> Self {
        Self((T2 + T3) as u8 + proceeding as u8 * 5 + outcome as u8)
    }

    /// All cells of all editions, by index.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..Self::COUNT).map(|index| Self(index as u8))
    }

    /// The cells that an edition has, table by table in reading order.
    pub fn of_edition(edition: Edition) -> impl Iterator<Item = Self> {
        static CELLS: LazyLock<[Vec<CellId>; 2]> = LazyLock::new(|| {
            Edition::ALL.map(|edition| CellId::all().filter(|cell| cell.in_edition(edition)).collect())
        });
        CELLS[edition as usize].iter().copied()
    }

    /// The derived cells of an edition in an order in which sums of sums come last.
    pub fn derived(edition: Edition) -> &'static [Self] {
        static CELLS: LazyLock<[Vec<CellId>; 2]> = LazyLock::new(|| {
            Edition::ALL.map(|edition| {
                let (nested, mut plain): (Vec<_>, Vec<_>) = CellId::of_edition(edition)
                    .filter(|cell| cell.is_derived(edition))
                    .partition(|cell| cell.addends(edition).iter().any(|addend| addend.is_derived(edition)));
                plain.extend(nested);
                plain
            })
        });
        &CELLS[edition as usize]
    }

    /// Index for arrays of length [`CellId::COUNT`].
    pub const fn index(self) -> usize {
        self.0 as usize
    }

    /// The table that holds the cell.
    pub const fn table(self) -> Table {
        match self.index() {
            ..T2 => Table::Two,
            T2..AFTER_T3 => Table::Three,
            _ => Table::Four,
        }
    }

    /// The figure of table 2 that the cell holds.
    pub fn item(self) -> Option<Item> {
        Item::ALL.get(self.index()).copied()
    }

    /// Row and column of a cell of table 3.
    pub fn request(self) -> Option<(RequestRow, Applicant)> {
        let offset = self.index().checked_sub(T2)?;
        Some((*RequestRow::ALL.get(offset / 7)?, Applicant::ALL[offset % 7]))
    }

    /// Block and column of a cell of table 4.
    pub fn case(self) -> Option<(Proceeding, Outcome)> {
        let offset = self.index().checked_sub(T2 + T3)?;
        Some((*Proceeding::ALL.get(offset / 5)?, Outcome::ALL[offset % 5]))
    }

    /// The stable name used in stored drafts and files, such as `t3.received.natural`.
    pub fn key(self) -> &'static str {
        static KEYS: LazyLock<Vec<String>> = LazyLock::new(|| CellId::all().map(CellId::build_key).collect());
        &KEYS[self.index()]
    }

    fn build_key(self) -> String {
        if let Some(item) = self.item() {
            format!("t2.{}", item.key())
        } else if let Some((row, column)) = self.request() {
            format!("t3.{}.{}", row.key(), column.key())
        } else if let Some((proceeding, outcome)) = self.case() {
            format!("t4.{}.{}", proceeding.key(), outcome.key())
        } else {
            String::new()
        }
    }

    /// The cell with this stable name.
    pub fn from_key(key: &str) -> Option<Self> {
        fn find<T: Copy>(values: &[T], key: impl Fn(T) -> &'static str, wanted: &str) -> Option<T> {
            values.iter().copied().find(|&value| key(value) == wanted)
        }
        let (table, rest) = key.split_once('.')?;
        if table == "t2" {
            return find(Item::ALL, Item::key, rest).map(Self::t2);
        }
        let (row, column) = rest.rsplit_once('.')?;
        match table {
            "t3" => Some(Self::t3(
                find(RequestRow::ALL, RequestRow::key, row)?,
                find(Applicant::ALL, Applicant::key, column)?,
            )),
            "t4" => Some(Self::t4(
                find(Proceeding::ALL, Proceeding::key, row)?,
                find(Outcome::ALL, Outcome::key, column)?,
            )),
            _ => None,
        }
    }

    /// Whether the edition has the cell.
    pub fn in_edition(self, edition: Edition) -> bool {
        if let Some((row, _)) = self.request() {
            return row.in_edition(edition);
        }
        if let Some(item) = self.item() {
            return edition.format().items().any(|known| known == item);
        }
        true
    }

    /// How the text of the cell is to be read.
    pub fn kind(self) -> CellKind {
        match self.item() {
            Some(
                Item::LicenceChange
                | Item::ServiceChange
                | Item::PenaltyChange
                | Item::CoercionChange
                | Item::FeeChange,
            ) => CellKind::Change,
            Some(Item::FeeAmount) => CellKind::TenThousandYuan,
            Some(Item::ProcurementAmount) => CellKind::Yuan,
            _ => CellKind::Count,
        }
    }

    /// The cells that this one is the sum of; empty where the figure is entered rather than computed.
    ///
    /// Derived are 总计 of every row of table 3, （七）总计 of every column of table 3 (its own 总计 is
    /// taken along the row) and 总计 of the three blocks of table 4.
    pub fn addends(self, edition: Edition) -> &'static [Self] {
        static ADDENDS: LazyLock<[Vec<Vec<CellId>>; 2]> = LazyLock::new(|| {
            Edition::ALL
                .map(|edition| CellId::all().map(|cell| cell.build_addends(edition)).collect::<Vec<_>>())
        });
        &ADDENDS[edition as usize][self.index()]
    }

    fn build_addends(self, edition: Edition) -> Vec<Self> {
        match (self.request(), self.case()) {
            (Some((row, Applicant::Total)), _) => {
                Applicant::CLASSES.iter().map(|&column| Self::t3(row, column)).collect()
            }
            (Some((RequestRow::Total, column)), _) => {
                RequestRow::results(edition).map(|row| Self::t3(row, column)).collect()
            }
            (_, Some((proceeding, Outcome::Total))) => {
                Outcome::RESULTS.iter().map(|&outcome| Self::t4(proceeding, outcome)).collect()
            }
            _ => Vec::new(),
        }
    }

    /// Whether the figure is computed from others unless somebody types over it.
    pub fn is_derived(self, edition: Edition) -> bool {
        !self.addends(edition).is_empty()
    }

    /// The official labels of the row, outermost first; empty in table 4, which has one unlabelled row.
    pub fn row_path(self, edition: Edition) -> Vec<&'static str> {
        edition.format().row_path(self)
    }

    /// The official labels of the column, outermost first.
    pub fn column_path(self, edition: Edition) -> Vec<&'static str> {
        edition.format().column_path(self)
    }

    /// The accessible name: row path, ` · `, column path, labels joined by `/`.
    pub fn accessible_name(self, edition: Edition) -> String {
        let (row, column) = (self.row_path(edition).join("/"), self.column_path(edition).join("/"));
        if row.is_empty() { column } else { format!("{row} · {column}") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_index_has_one_place_and_one_key() {
        let mut keys: Vec<_> = CellId::all().map(CellId::key).collect();
        for cell in CellId::all() {
            let places = [cell.item().is_some(), cell.request().is_some(), cell.case().is_some()];
            assert_eq!(places.iter().filter(|&&found| found).count(), 1, "{cell:?}");
            assert_eq!(CellId::from_key(cell.key()), Some(cell));
        }
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), CellId::COUNT);
        assert_eq!(CellId::from_key("t3.received.nobody"), None);
    }

    #[test]
    fn constructors_and_readers_are_inverse() {
        for &row in RequestRow::ALL {
            for &column in Applicant::ALL {
                assert_eq!(CellId::t3(row, column).request(), Some((row, column)));
                assert_eq!(CellId::t3(row, column).table(), Table::Three);
            }
        }
        for &proceeding in Proceeding::ALL {
            for &outcome in Outcome::ALL {
                assert_eq!(CellId::t4(proceeding, outcome).case(), Some((proceeding, outcome)));
                assert_eq!(CellId::t4(proceeding, outcome).table(), Table::Four);
            }
        }
        for &item in Item::ALL {
            assert_eq!(CellId::t2(item).item(), Some(item));
            assert_eq!(CellId::t2(item).table(), Table::Two);
        }
    }

    #[test]
    fn editions_have_as_many_cells_as_the_notices_print() {
        let count = |edition, table| {
            CellId::of_edition(edition).filter(|cell: &CellId| cell.table() == table).count()
        };
        assert_eq!(count(Edition::V2019, Table::Two), 22);
        assert_eq!(count(Edition::V2021, Table::Two), 10);
        assert_eq!(count(Edition::V2019, Table::Three), 23 * 7);
        assert_eq!(count(Edition::V2021, Table::Three), 25 * 7);
        assert_eq!(count(Edition::V2019, Table::Four), 15);
        assert_eq!(count(Edition::V2021, Table::Four), 15);
    }

    #[test]
    fn derived_cells_add_up_the_right_cells() {
        let total = |column| CellId::t3(RequestRow::Total, column);
        assert_eq!(total(Applicant::Natural).addends(Edition::V2019).len(), 19);
        assert_eq!(total(Applicant::Natural).addends(Edition::V2021).len(), 21);
        assert_eq!(total(Applicant::Total).addends(Edition::V2021).len(), 6);
        assert_eq!(CellId::t4(Proceeding::Review, Outcome::Total).addends(Edition::V2021).len(), 4);
        assert!(!CellId::t3(RequestRow::CarriedOut, Applicant::Legal).is_derived(Edition::V2021));
        let derived =
            |edition| CellId::of_edition(edition).filter(|cell: &CellId| cell.is_derived(edition)).count();
        // 总计 of every row, （七）总计 of the six classes, three blocks of table 4.
        assert_eq!(derived(Edition::V2021), 25 + 6 + 3);
        assert_eq!(derived(Edition::V2019), 23 + 6 + 3);
    }

    #[test]
    fn accessible_names_are_the_official_paths() {
        let cell = CellId::t3(RequestRow::StateSecret, Applicant::Business);
        assert_eq!(
            cell.accessible_name(Edition::V2021),
            "三、本年度办理结果/（三）不予公开/1.属于国家秘密 · 法人或其他组织/商业企业"
        );
        let cell = CellId::t2(Item::NormativeInForce);
        assert_eq!(cell.accessible_name(Edition::V2021), "第二十条第（一）项/行政规范性文件 · 现行有效件数");
        let cell = CellId::t4(Proceeding::DirectSuit, Outcome::Pending);
        assert_eq!(cell.accessible_name(Edition::V2019), "行政诉讼/未经复议直接起诉/尚未审结");
    }
}
