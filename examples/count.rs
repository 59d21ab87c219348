//! Scratch.
use nianbao::{example, prose::*, report::*};
use std::rc::Rc;
fn main() {
    let draft = example::county_2024();
    let p = Prose::read(&Report::read(Rc::new(draft.clone())));
    let (mut l, mut c, mut q, mut pc, mut m, mut y) = (0, 0, 0, 0, 0, 0);
    for x in p.all_lines() {
        l += 1;
        c += x.line.text().chars().count();
        for t in &x.line.reading().tokens {
            match t {
                Token::Quantity(_) => q += 1,
                Token::Percentage(_) => pc += 1,
                Token::Mark(..) => m += 1,
                Token::Year(..) => y += 1,
            }
        }
        println!("{:?} {}", x.field, x.line.text());
    }
    println!("lines {l} chars {c} quantities {q} percent {pc} marks {m} years {y}");
    println!("overview {}", draft.text(Field::Overview).chars().count());
}
