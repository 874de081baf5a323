//! The time axis: days to x and back, and where its ticks go.

use crate::date::Day;
use jiff::ToSpan;

/// A run of days laid out on a line of `width` points. Days are columns of equal width.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TimeAxis {
    /// The first day shown.
    pub first: Day,
    /// The last day shown, not before the first.
    pub last: Day,
    /// The length of the axis in points.
    pub width: f32,
}

/// A tick of the axis.
#[derive(Clone, Debug, PartialEq)]
pub struct Tick {
    /// The day at whose left edge it stands.
    pub day: Day,
    /// Its distance from the left end, in points.
    pub x: f32,
    /// What is written at it; empty for a tick without a label.
    pub label: String,
    /// Whether a longer unit begins here: a year among months, a month among days.
    pub major: bool,
}

impl TimeAxis {
    /// The number of days shown, at least 1.
    pub fn days(&self) -> i32 {
        (self.last - self.first + 1).max(1)
    }

    /// The width of one day in points.
    pub fn day_width(&self) -> f32 {
        self.width / self.days() as f32
    }

    /// The left edge of a day's column, in points from the left end; may lie outside.
    pub fn x(&self, day: Day) -> f32 {
        (day - self.first) as f32 * self.day_width()
    }

    /// The middle of a day's column.
    pub fn middle(&self, day: Day) -> f32 {
        self.x(day) + self.day_width() / 2.0
    }

    /// The day at `x`, kept within the axis: a drag beyond the end stays on the last day.
    pub fn day(&self, x: f32) -> Day {
        let days = (x / self.day_width().max(1e-6)).floor().clamp(0.0, (self.days() - 1) as f32);
        self.first + days as i32
    }

    /// Ticks for years, months and days, as many as fit without their labels touching.
    pub fn ticks(&self) -> Vec<Tick> {
        let month_width = self.day_width() * 30.44;
        match month_width {
            w if w >= 84.0 => self.month_and_day_ticks(),
            w if w >= 34.0 => self.month_ticks(1),
            w if w >= 12.0 => self.month_ticks(3),
            w if w >= 2.9 => self.month_ticks(12),
            w if w >= 1.45 => self.month_ticks(24),
            _ => self.month_ticks(120),
        }
    }

    /// Months with their names, and days of the month between them.
    fn month_and_day_ticks(&self) -> Vec<Tick> {
        let step = [1, 2, 7, 14].into_iter().find(|days| *days as f32 * self.day_width() >= 26.0).unwrap_or(14);
        let mut ticks = Vec::new();
        let mut month = self.first.civil().first_of_month();
        while Day::from(month) <= self.last {
            let label =
                if month.month() == 1 || ticks.is_empty() { month.strftime("%B %Y") } else { month.strftime("%B") };
            let label = label.to_string();
            let name = 26.0 + 7.0 * label.len() as f32;
            ticks.push(self.tick(month.into(), label, true));
            let days = i32::from(month.days_in_month());
            for of_month in (0..days).step_by(step as usize).skip(1) {
                let day = Day::from(month) + of_month;
                let room = (days - of_month) as f32 * self.day_width() >= 26.0;
                let after_name = of_month as f32 * self.day_width() >= name;
                if room && after_name {
                    ticks.push(self.tick(day, (of_month + 1).to_string(), false));
                }
            }
            month = month.saturating_add(1.month());
        }
        ticks.retain(|tick| tick.day >= self.first && tick.day <= self.last || tick.major);
        ticks
    }

    /// Every `step`th month, with the year at each January.
    fn month_ticks(&self, step: i32) -> Vec<Tick> {
        let mut ticks = Vec::new();
        let mut month = self.first.civil().first_of_month();
        while Day::from(month) <= self.last {
            if (i32::from(month.year()) * 12 + i32::from(month.month()) - 1) % step == 0 {
                let year = month.month() == 1;
                let label = if year { month.strftime("%Y") } else { month.strftime("%b") }.to_string();
                ticks.push(self.tick(month.into(), label, year));
            }
            month = month.saturating_add(1.month());
        }
        ticks
    }

    fn tick(&self, day: Day, label: String, major: bool) -> Tick {
        Tick { day, x: self.x(day), label, major }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn axis(first: &str, last: &str, width: f32) -> TimeAxis {
        TimeAxis { first: first.parse().unwrap(), last: last.parse().unwrap(), width }
    }

    #[test]
    fn days_and_x_agree() {
        let axis = axis("2016-07-01", "2016-12-31", 1380.0);
        assert_eq!(axis.days(), 184);
        for n in 0..184 {
            let day = axis.first + n;
            assert_eq!(axis.day(axis.middle(day)), day);
        }
        assert_eq!(axis.day(-50.0), axis.first);
        assert_eq!(axis.day(9e9), axis.last);
    }

    #[test]
    fn labels_do_not_touch() {
        for (last, width) in [
            ("2016-07-02", 900.0),
            ("2016-08-15", 900.0),
            ("2016-12-31", 1380.0),
            ("2018-12-31", 1200.0),
            ("2030-12-31", 340.0),
        ] {
            let ticks = axis("2016-07-01", last, width).ticks();
            assert!(!ticks.is_empty(), "{last} at {width}");
            for pair in ticks.windows(2) {
                let needed = if pair[0].major { 30.0 } else { 18.0 };
                assert!(pair[1].x - pair[0].x >= needed, "{last} at {width}: {pair:?}");
            }
        }
    }

    #[test]
    fn half_a_year_has_months_and_days() {
        let labels: Vec<_> =
            axis("2016-07-01", "2016-12-31", 1380.0).ticks().into_iter().map(|tick| tick.label).collect();
        assert_eq!(labels[0], "July 2016");
        assert!(labels.contains(&"October".to_owned()) && labels.contains(&"15".to_owned()), "{labels:?}");
    }
}
