//! Native tests of whole reports: one binary, a module per subject.

mod architecture;
mod examples;
mod exchange;
mod formats;
mod journeys;
mod rendering;
mod rules;
mod storage;
mod support;
