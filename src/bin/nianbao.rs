//! The command `nianbao`.

fn main() {}
