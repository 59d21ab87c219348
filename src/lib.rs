//! 年报 (nianbao).
