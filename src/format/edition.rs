//! Editions of the format and the six parts of a report.

use super::{Format, v2019, v2021};
use serde::{Deserialize, Serialize};

/// The first report year for which a format is known (国办公开办函〔2019〕60号).
pub const FIRST_YEAR: u16 = 2019;

/// An edition of the report format, named after the year of the notice that introduced it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Edition {
    /// 国办公开办函〔2019〕60号, for the reports of 2019 and 2020.
    V2019,
    /// 国办公开办函〔2021〕30号, for the reports of 2021 and later.
    V2021,
}

impl Edition {
    /// Both editions, oldest first.
    pub const ALL: [Self; 2] = [Self::V2019, Self::V2021];

    /// The edition in which the report of `year` is written.
    pub const fn of_year(year: u16) -> Self {
        if year <= 2020 { Self::V2019 } else { Self::V2021 }
    }

    /// The labels and structure of this edition.
    pub fn format(self) -> &'static Format {
        match self {
            Self::V2019 => &v2019::FORMAT,
            Self::V2021 => &v2021::FORMAT,
        }
    }
}

/// One of the six parts that every report consists of, in the order of the notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Part {
    /// 一、总体情况
    Overview,
    /// 二、主动公开政府信息情况 (table 2)
    Proactive,
    /// 三、收到和处理政府信息公开申请情况 (table 3)
    Requests,
    /// 四、政府信息公开行政复议、行政诉讼情况 (table 4)
    Review,
    /// 五、存在的主要问题及改进情况
    Problems,
    /// 六、其他需要报告的事项
    Other,
}

impl Part {
    /// The six parts in order.
    pub const ALL: [Self; 6] =
        [Self::Overview, Self::Proactive, Self::Requests, Self::Review, Self::Problems, Self::Other];

    /// Position among the six parts, from 0.
    pub const fn index(self) -> usize {
        self as usize
    }

    /// The table that this part consists of, if it is not a part of prose.
    pub const fn table(self) -> Option<super::Table> {
        match self {
            Self::Proactive => Some(super::Table::Two),
            Self::Requests => Some(super::Table::Three),
            Self::Review => Some(super::Table::Four),
            Self::Overview | Self::Problems | Self::Other => None,
        }
    }
}
