//! Local time in words, from milliseconds and an offset.

use crate::rules::Date;

/// The present moment as the shell knows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Clock {
    /// Milliseconds since the Unix epoch.
    pub now: u64,
    /// Minutes by which local time is ahead of UTC.
    pub utc_offset: i32,
}

/// A moment in local time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LocalTime {
    /// The day.
    pub date: Date,
    /// Hour, 0–23.
    pub hour: u32,
    /// Minute, 0–59.
    pub minute: u32,
    /// Second, 0–59.
    pub second: u32,
}

impl Clock {
    /// A moment in local time.
    pub fn local(self, millis: u64) -> LocalTime {
        let seconds = i64::try_from(millis / 1000).unwrap_or(i64::MAX / 2) + i64::from(self.utc_offset) * 60;
        let (days, second) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
        let part = |value: i64| u32::try_from(value).unwrap_or_default();
        LocalTime {
            date: date_of_days(days),
            hour: part(second / 3600),
            minute: part(second / 60 % 60),
            second: part(second % 60),
        }
    }

    /// The present day.
    pub fn today(self) -> Date {
        self.local(self.now).date
    }

    /// `14:03:05` for today, `1月20日 14:03` for this year, else with the year.
    pub fn moment(self, millis: u64) -> String {
        let LocalTime { date, hour, minute, second } = self.local(millis);
        let today = self.today();
        if date == today {
            format!("{hour:02}:{minute:02}:{second:02}")
        } else if date.year == today.year {
            format!("{}月{}日 {hour:02}:{minute:02}", date.month, date.day)
        } else {
            format!("{}年{}月{}日 {hour:02}:{minute:02}", date.year, date.month, date.day)
        }
    }

    /// How long ago, roughly: `刚刚`, `5 分钟前`, `3 小时前`, `3 天前`.
    pub fn ago(self, millis: u64) -> String {
        let minutes = self.now.saturating_sub(millis) / 60_000;
        match minutes {
            0 => "刚刚".to_owned(),
            1..60 => format!("{minutes} 分钟前"),
            60..1440 => format!("{} 小时前", minutes / 60),
            _ => format!("{} 天前", minutes / 1440),
        }
    }
}

/// The day that lies this many days after 1970-01-01, in the proleptic Gregorian calendar (Hinnant's
/// algorithm over 400-year cycles beginning on 1 March).
fn date_of_days(days: i64) -> Date {
    let shifted = days + 719_468;
    let (era, day_of_era) = (shifted.div_euclid(146_097), shifted.rem_euclid(146_097));
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    let small = |value: i64| u32::try_from(value).unwrap_or_default();
    Date {
        year: i32::try_from(year).unwrap_or_default(),
        month: small(month),
        day: small(day_of_year - (153 * shifted_month + 2) / 5 + 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_days() {
        let day = |days| {
            let Date { year, month, day } = date_of_days(days);
            (year, month, day)
        };
        assert_eq!(day(0), (1970, 1, 1));
        assert_eq!(day(19_782), (2024, 2, 29));
        assert_eq!(day(19_783), (2024, 3, 1));
        assert_eq!(day(20_454), (2026, 1, 1));
        assert_eq!(day(20_453), (2025, 12, 31));
    }

    #[test]
    fn moments_are_local() {
        // 2026-01-20 06:03:05 UTC is 14:03:05 in Beijing.
        let clock = Clock { now: 1_768_888_985_000, utc_offset: 480 };
        assert_eq!(clock.moment(clock.now), "14:03:05");
        assert_eq!(clock.moment(clock.now - 15 * 3_600_000), "1月19日 23:03");
        assert_eq!(clock.moment(clock.now - 40 * 86_400_000), "2025年12月11日 14:03");
        assert_eq!(clock.ago(clock.now - 59_999), "刚刚");
        assert_eq!(clock.ago(clock.now - 3 * 86_400_000), "3 天前");
    }
}
