//! R707: words that belong into another unit's report.

use super::rule::declare_rule;
use super::text::unit::{Own, Relation};
use super::text::{MANY, before, behind, clause, first, is_han, is_quoted, last, sentence};
use super::{Finding, LineContext, Scope};
use crate::format::Edition;
use crate::prose::words::{Words, listed, words};
use crate::report::Field;
use std::ops::Range;

declare_rule! {
    /// 报告里自称的、说到的，是本单位。
    ///
    /// ## 为什么
    /// 照着别的单位的年报改，容易留下别人的自称和单位名称：镇的报告里写“我局”，县里部门的报告写“全市各行政机关”。
    /// 检查时只看与单位名称对不上的自称和主语；上级机关、上级会议、全市排名等正常的说法不算。
    /// 机构改革中已经撤并、改名的单位，例如市工商行政管理局，不再当作现在的单位来写，也在这里提示。
    ///
    /// ## 例
    /// 镇人民政府的年报写“下一步，我局将继续……”；标题、引言里是另一个单位的名称。
    pub OTHER_UNIT_NAMED {
        id: "R707",
        title: "没有用别的单位的名称和自称",
        severity: Warning,
        editions: &Edition::ALL,
        source: "惯例",
        reads: Scope::PROSE.and(Scope::field(Field::Unit)),
        check: Line(check),
    }
}

/// Words for units and places behind 我, 本 and 全, longer ones first.
static WORDS: Words =
    listed!("街道|管委会|中心|公司|街|镇|乡|局|委|厅|院|校|园|馆|署|部|司|省|县|旗|区|市|州");

fn check(context: &LineContext, findings: &mut Vec<Finding>) {
    let own = context.own;
    let line = context.line;
    let invites = || line.contains("报告") && words!("疑问|咨询|疑义|意见").in_text(line.words());
    if matches!(context.field, Field::Title | Field::Opening) || invites() {
        check_names(context, own, findings);
    }
    check_renamed(context, findings);
    check_site(context, own, findings);
    if own.noun().is_none() {
        return;
    }
    for lead in ['我', '本', '全'].into_iter().filter(|&lead| line.has(lead)) {
        for (at, lead) in line.text().match_indices(lead).take(MANY) {
            check_word(context, own, lead, at..at + lead.len(), findings);
        }
    }
    check_superior(context, own, findings);
    check_kind(context, own, findings);
    check_charge(context, own, findings);
    if (line.contains("汇总") || line.contains("综合")) && own.noun() != Some("办") {
        check_compiled(context, own, findings);
    }
    // 子公司, 各部 and 各馆 are no other units of this kind.
    let is_of_many = matches!(own.noun(), Some("办" | "公司" | "馆" | "园" | "署" | "部" | "社"));
    if !own.is_government() && !is_of_many && context.field != Field::Title {
        check_subject(context, own, findings);
    }
}

fn wrong(context: &LineContext, range: Range<usize>) -> Finding {
    let words = first(&context.line.text()[range.clone()], 40);
    Finding {
        advice: "请核对这里说的是不是本单位；说的是上级或者别的单位的，请写明全称。".to_owned(),
        ..Finding::in_text(
            &OTHER_UNIT_NAMED,
            context.frame.edition,
            context.span(range),
            format!("“{words}”与本单位（{}）不符。", context.frame.unit),
        )
    }
}

/// 我局, 本镇, 全市.
fn check_word(context: &LineContext, own: Own, lead: &str, found: Range<usize>, findings: &mut Vec<Finding>) {
    let text = context.line.text();
    let after = &text[found.end..];
    let Some(word) = WORDS.at_start(after) else { return };
    let rest = &after[word.len()..];
    let ahead = text[..found.start].chars().next_back();
    // 自我, 根本局面, 完全市场化; 我市场监管, 我委托, 全区域, 全乡镇.
    let goes_on = match word {
        "局" => words!("限|部|面|势").begin(rest),
        "委" => words!("托|派|任|员").begin(rest),
        "区" => words!("域|块|间|分|别|段").begin(rest),
        "市" => rest.starts_with('场'),
        "乡" => words!("村|镇|土|亲").begin(rest),
        "街" => words!("头|面|区|镇").begin(rest),
        "县" => words!("域|级").begin(rest),
        "院" => words!("校|子").begin(rest),
        "校" => words!("对|准|正").begin(rest),
        "中心" => rest.starts_with("城"),
        "镇" => words!("街").begin(rest),
        "省" => words!("级|份|却|去|略|域|力|时|心").begin(rest),
        "馆" => words!("员|藏").begin(rest),
        "园" => words!("区|林|丁").begin(rest),
        // 本部 is a head office, 全部 is all, and 我部门 a department.
        "部" => lead != "我" || words!("门|分|队|长|属|位").begin(rest),
        "司" => lead != "我" || words!("法|机|务|长|令|空|职").begin(rest),
        _ => false,
    };
    let begins_before = match lead {
        "我" => ahead.is_some_and(|letter| "自小大忘敌".contains(letter)),
        "本" => ahead.is_some_and(|letter| "基根成原样版文日书资标副".contains(letter)),
        _ => ahead.is_some_and(|letter| "安完健齐保".contains(letter)),
    };
    // 信息由各校在本校网站公布
    let clause = text[..found.start].rsplit(['，', '。', '；']).next().unwrap_or_default();
    let is_of_each = lead == "本" && clause.split_once('各').is_some_and(|(_, rest)| rest.starts_with(word));
    if goes_on || begins_before || is_of_each || is_quoted(text, found.start) {
        return;
    }
    let word = if word == "街" { "街道" } else { word };
    let relation = own.relation(word);
    if matches!(relation, Relation::Own | Relation::Unknown) {
        return;
    }
    let range = found.start..found.end + after.len() - rest.len();
    let is_place = matches!(word, "省" | "县" | "旗" | "区" | "市" | "州");
    let sentence_range = sentence(text, &range);
    let told = Told {
        own,
        sentence: &text[sentence_range.clone()],
        lead: &text[sentence_range.start..found.start],
        rest: &text[range.end..sentence_range.end],
    };
    let is_wrong = match (lead, relation) {
        ("我", Relation::Foreign) => true,
        // A body of the whole country has no 我省.
        ("我", _) if is_place && own.is_central() => true,
        ("本", Relation::Foreign) => !is_place || word == "县",
        ("我" | "全", Relation::Above | Relation::Elsewhere) if is_place => {
            told.is_own_work(relation, lead)
        }
        ("全", Relation::Foreign) if is_place => {
            told.is_own_work(Relation::Elsewhere, lead) || told.is_subject()
        }
        ("全", Relation::Foreign) => {
            // 全局 is the whole of things as well.
            let of_staff = words!("干部|职工|上下|各科室|各股室|工作人员|党员").begin(rest);
            let is_no_place = matches!(own.noun(), Some("校" | "院" | "公司" | "馆" | "园"));
            (own.is_government() || own.is_grassroots())
                && matches!(word, "局" | "委" | "厅" | "院" | "校")
                && of_staff
                || matches!(word, "镇" | "乡" | "街道")
                    && (told.is_subject() || is_no_place && words!("干部|各村|村干部|党员干部").begin(rest))
        }
        _ => false,
    };
    if is_wrong {
        let end = told.end_of_phrase(lead).map_or(range.end, |length| range.end + length);
        findings.push(wrong(context, range.start..end));
    }
}

/// `按照县委、县政府部署` in a district: the unit has no such superior.
fn check_superior(context: &LineContext, own: Own, findings: &mut Vec<Finding>) {
    let text = context.line.text();
    let foreign = match own.last_place() {
        Some("区") => words!("县委、县政府|县委县政府|县政府"),
        Some("县") => words!("区委、区政府|区委区政府|区政府"),
        _ => return,
    };
    let mut end = 0;
    for found in foreign.iter().flat_map(|words| context.line.find_all(words)) {
        let ahead = last(before(text, found.start), 4);
        let rest = first(&text[found.end..], 10);
        let is_part = ahead.ends_with(|letter: char| "治地社片园校郊矿林各".contains(letter));
        let is_superior = words!("按照|根据|落实|贯彻|在|围绕|依据|对照|经").end(ahead)
            && words!("领导|部署|要求|安排|精神|工作|关心|指导|同意").in_text(rest);
        if is_superior && !is_part && found.start >= end && !is_quoted(text, found.start) {
            end = found.end;
            findings.push(wrong(context, found));
        }
    }
}

/// Heads and bodies of another kind of township, 市政府组成部门 in a county's bureau, and what only a government checks.
fn check_kind(context: &LineContext, own: Own, findings: &mut Vec<Finding>) {
    let text = context.line.text();
    let foreign = match own.noun() {
        Some("镇") => words!("乡党委|乡政府|乡长"),
        Some("乡") => words!("镇党委|镇政府|镇长"),
        Some("街道") => words!("乡党委|乡政府|乡长|镇党委|镇政府|镇长"),
        Some("管委会") => words!("街道办事处|镇政府|乡政府|镇党委|乡党委"),
        Some("局" | "委" | "办" | "中心") => match own.last_place() {
            Some("县") => words!(
                "市政府组成部门|市政府工作部门|区政府组成部门|区政府工作部门|镇党委、政府|乡党委、政府"
            ),
            Some("区") => words!(
                "市政府组成部门|市政府工作部门|县政府组成部门|县政府工作部门|镇党委、政府|乡党委、政府"
            ),
            Some("市") => words!(
                "县政府组成部门|县政府工作部门|省政府组成部门|省政府工作部门|镇党委、政府|乡党委、政府"
            ),
            _ => return,
        },
        _ => return,
    };
    for (at, word) in foreign.everywhere(context.line.words()).into_iter().take(MANY) {
        let clause = &text[clause(text, &(at..at + word.len())).start..at];
        let rest = &text[at + word.len()..];
        let is_head = word.ends_with('长');
        // 作为市政府组成部门, 乡党委高度重视, 由镇长任组长; but 各乡政府, 松溪镇政府 and 邻乡政府 are others.
        let is_own = if word.ends_with("部门") {
            words!("作为|我局是|本局是|我局作为|本局作为").end(clause)
        } else if is_head {
            words!("由|党委书记、|书记、|以").end(clause) && words!("任|为|担任|牵头|亲自|负总责").begin(rest)
        } else {
            clause
                .trim_end_matches(['年', '度'])
                .trim_end_matches(|letter: char| letter.is_numeric())
                .is_empty()
                && words!("高度|坚持|认真|将|主要|办公室|始终|切实|严格|、|把|召开|印发|全年|专题")
                    .begin(rest)
        };
        if is_own && !is_quoted(text, at) {
            findings.push(wrong(context, at..at + word.len()));
        }
    }
}

/// `对全县各乡镇、县直各部门的专栏开展检查` in a township's report, `对全省各市州开展评估` in a county's: it has no charge of
/// them.
fn check_charge(context: &LineContext, own: Own, findings: &mut Vec<Finding>) {
    static OF_COUNTIES: Words = listed!(
        "全县各乡镇|全市各乡镇|全区各镇|全区各乡镇|全区各街道|县直各部门|市直各部门|区直各部门|全县各部门|全区各部门|\
         各乡镇|各乡（镇）|各镇街|各镇（街道）"
    );
    static OF_CITIES: Words =
        listed!("全市各县|全市各区|各县（市、区）|各县市区|市直各部门|市政府各部门|各县区政府");
    static OF_PROVINCES: Words =
        listed!("全省各市|全省各地|省直各部门|省政府各部门|各市州人民政府|各市州政府");
    let text = context.line.text();
    let words = context.line.words();
    let is_county = own.is_government() && matches!(own.last_place(), Some("县" | "旗" | "区"));
    let lists: &[&Words] = if own.is_grassroots() {
        &[&OF_COUNTIES, &OF_CITIES, &OF_PROVINCES]
    } else if is_county {
        &[&OF_CITIES, &OF_PROVINCES]
    } else if own.is_government() && own.last_place() == Some("市") {
        &[&OF_PROVINCES]
    } else {
        &[]
    };
    let at = lists.iter().filter_map(|list| list.first(words)).min();
    let Some((at, _)) = at else { return };
    let range = clause(text, &(at..at));
    let rest = &text[at..range.end];
    let Some(ahead) = text[range.start..at].strip_suffix('对') else { return };
    let is_adverb = ahead.is_empty()
        || words!("每季度|每月|每半年|定期|不定期|按季度|按月|每年|年内|全年|适时|及时").is(ahead)
        || words!("加大|加强|强化").end(ahead);
    let is_checked = words!("检查|抽查|监测|通报|考核|督查|督导|巡查|评估|督促指导").in_text(rest);
    if is_adverb && is_checked {
        let end = rest.find('的').or_else(|| rest.find("开展")).map_or(range.end, |end| at + end);
        findings.push(wrong(context, at..end));
    }
}

/// Bodies that were renamed or merged, what took their place, and the last year in which they were named so.
const RENAMED: [(&str, &str, u16); 16] = [
    ("卫生和计划生育局", "卫生健康局", 2019),
    ("卫生和计划生育委员会", "卫生健康委员会", 2018),
    ("卫生计生局", "卫生健康局", 2019),
    ("国土资源局", "自然资源局", 2019),
    ("国土资源厅", "自然资源厅", 2018),
    ("工商行政管理局", "市场监督管理局", 2019),
    ("质量技术监督局", "市场监督管理局", 2019),
    ("食品药品监督管理局", "市场监督管理局", 2019),
    ("安全生产监督管理局", "应急管理局", 2019),
    ("环境保护局", "生态环境局", 2019),
    ("环境保护厅", "生态环境厅", 2018),
    ("文化广电新闻出版局", "文化和旅游局", 2019),
    ("旅游发展委员会", "文化和旅游局", 2019),
    ("银行保险监督管理委员会", "国家金融监督管理总局", 2023),
    ("银保监会", "国家金融监督管理总局", 2023),
    ("国务院扶贫开发领导小组办公室", "国家乡村振兴局", 2021),
];

/// Their names.
const OLD_NAMES: [&str; RENAMED.len()] = {
    let (mut names, mut index) = ([""; RENAMED.len()], 0);
    while index < names.len() {
        names[index] = RENAMED[index].0;
        index += 1;
    }
    names
};
static OLD: Words = listed!(of & OLD_NAMES);

/// `市工商行政管理局` in the report of 2023: there is no such body any more.
fn check_renamed(context: &LineContext, findings: &mut Vec<Finding>) {
    let (text, frame) = (context.line.text(), context.frame);
    for (at, old) in OLD.everywhere(context.line.words()).into_iter().take(MANY) {
        let Some((_, new, last_year)) = RENAMED.iter().find(|(name, ..)| *name == old) else { continue };
        let found = at..at + old.len();
        let told = &text[sentence(text, &found)];
        let is_history =
            words!("原|机构改革|前身|划转|更名|改为|职责|撤销|组建|整合|历史|存量|以来|挂牌").in_text(told);
        let is_own = frame.unit.contains(old);
        if frame.year <= *last_year || is_history || is_own || is_quoted(text, at) {
            continue;
        }
        let ahead = last(before(text, at), 2);
        let place = ["国家", "中国", "省", "市", "县", "区"].iter().find(|place| ahead.ends_with(**place));
        let range = at - place.map_or(0, |place| place.len())..found.end;
        let words = &text[range.clone()];
        findings.push(Finding {
            advice: "请核对机构的名称；说的是改革以前的事的，请写明“原”。".to_owned(),
            ..Finding::in_text(
                &OTHER_UNIT_NAMED,
                frame.edition,
                context.span(range.clone()),
                format!("“{words}”在机构改革中已经改为{new}。"),
            )
        });
    }
}

/// `可在永澜市人民政府门户网站查阅` in the report of another city.
fn check_site(context: &LineContext, own: Own, findings: &mut Vec<Finding>) {
    let text = context.line.text();
    if !context.line.contains("网站") {
        return;
    }
    check_county_site(context, own, findings);
    if !own.is_government() {
        return;
    }
    let site = words!("人民政府门户网站|人民政府网站|政府门户网站");
    for (at, word) in site.everywhere(context.line.words()).into_iter().take(MANY) {
        let clause = &text[clause(text, &(at..at + word.len())).start..at];
        let names = ["可在", "登录", "通过", "在"]
            .iter()
            .filter_map(|lead| clause.rfind(lead).map(|at| &clause[at + lead.len()..]));
        let Some(name) = names.min_by_key(|name| name.len()) else { continue };
        // 县 and 区 are of one rank.
        let is_rank = |noun| {
            name.ends_with(noun) || matches!(noun, "县" | "区" | "旗") && name.ends_with(['县', '区', '旗'])
        };
        let is_place = own.noun().is_some_and(is_rank) && (3..=8).contains(&name.chars().count());
        let is_plain = name.chars().all(is_han) && !words!("本|我|全|各|省|该|上级").begin(name);
        let is_read = words!("查阅|下载|查询|浏览").in_text(first(&text[at..], 40));
        if is_place && is_plain && is_read && !own.may_be_called(&format!("{name}人民政府")) {
            findings.push(wrong(context, at - name.len()..at + word.len()));
        }
    }
}

/// A town's report lies on the site of its own county.
fn check_county_site(context: &LineContext, own: Own, findings: &mut Vec<Finding>) {
    let text = context.line.text();
    let Some(county) = county_of(&context.frame.unit).filter(|_| own.is_grassroots()) else { return };
    for word in ["县人民政府门户网站", "县人民政府网站", "县政府门户网站", "县政府网站"]
    {
        for found in context.line.find_all(word).take(MANY) {
            let ahead = before(text, found.start);
            let start = ahead.char_indices().rev().take_while(|&(_, letter)| is_han(letter)).last();
            let name = start.map_or("", |(at, _)| &ahead[at..]);
            let name = ["可在", "登录", "通过", "可从", "从", "在", "访问"]
                .iter()
                .find_map(|lead| name.rsplit_once(lead).map(|(_, name)| name))
                .unwrap_or_default();
            let is_name = (1..=4).contains(&name.chars().count())
                && !name.ends_with(['本', '我', '各', '全', '该', '市', '省']);
            if is_name && !county.ends_with(name) {
                findings.push(wrong(context, found.start - name.len()..found.end));
            }
        }
    }
}

/// The county in the name of a unit, without the last letter: 云陂 in 云陂县罗洲镇人民政府.
fn county_of(unit: &str) -> Option<&str> {
    let (county, rest) = unit.split_once('县')?;
    (county.chars().count() >= 2 && !rest.is_empty()).then_some(county)
}

/// A word for a unit in its sentence.
struct Told<'a> {
    own: Own<'a>,
    sentence: &'a str,
    lead: &'a str,
    rest: &'a str,
}

/// What a unit says of its own work.
static WORK: Words = listed!(
    "共公开|累计|共收到|共受理|共发布|共新收|共办理|共答复|主动公开|公开政府信息|\
     公开各类|公开信息|收到|新收|受理|接收|办结|未|没有收|没有因|没有发生|从未|无政府信息|将|\
     现行有效|坚持|认真|严格|高度重视|积极|持续|不断|深入|扎实|围绕|始终|切实|进一步|按照|通过|依托|\
     全面|紧紧|聚焦|完成|及时|加强|强化|规范公|规范信|优化|作出|制发|发布"
);

/// What a place above the unit does as well, and is told of it as background.
static BACKGROUND: Words = listed!(
    "设|开设|新增|印发|制定|召开|举办|组织|开展|建立|健全|深化|出台|共|\
     公开重点|公开民生|各级行政机关|各行政机关|各级各部门|各部门、各单位|行政机关"
);

/// What such work is about.
static MATTERS: Words = listed!(
    "公开|信息|政务|申请|解读|网站|栏|许可|处罚|复议|诉讼|规章|规范性文件|新媒体|\
     处理费|目录"
);

impl Told<'_> {
    fn clause(&self) -> &str {
        self.lead.rsplit(['，', '；', '：', ',', ';', ':', '、']).next().unwrap_or_default().trim()
    }

    /// Whether it begins a clause, but for a year.
    fn is_subject(&self) -> bool {
        let clause = self.clause();
        let clause = clause.trim_end_matches("全年").trim_end_matches(['年', '度']);
        let clause = clause.trim_end_matches(|letter: char| letter.is_numeric() || letter == ' ');
        clause.is_empty()
            || clause.ends_with(['）', ')', '.', ' '])
            || words!(
                "下一步|今后|现将|一是|二是|三是|目前|截至|今|由|本|年内|全|一年来|截至目前|\
                     截至年底|上半|下半|其中"
            )
            .is(clause)
    }

    /// Whether the sentence tells the unit's work as that of a place above it.
    fn is_own_work(&self, relation: Relation, lead: &str) -> bool {
        if self.is_ranked() {
            return false;
        }
        if lead == "全" && self.is_driven() {
            return true;
        }
        let rest = self.rest.trim_start_matches(['，', ',']);
        let is_elsewhere = relation == Relation::Elsewhere;
        let work = ["政府信息公开工作", "政务公开工作", "信息公开工作"]
            .iter()
            .find_map(|work| rest.strip_prefix(work));
        let is_judged = work.is_some_and(|rest| words!("虽|取得|还|仍|存在|在|有|主要").begin(rest));
        let is_counted = rest.starts_with(|letter: char| letter.is_ascii_digit())
            && self.own.is_government()
            && !words!("中|排名|位列|名列").in_text(rest);
        let next = rest.split(['，', '。', '；']).next().unwrap_or_default();
        let is_wanting = words!("还不够|有待|仍需|尚不|仍存在").in_text(next) && is_elsewhere;
        let works = WORK.begin(rest)
            || is_judged
            || is_wanting
            || is_elsewhere && (is_counted || BACKGROUND.begin(rest));
        works
            && MATTERS.in_text(rest)
            && !first(rest, 6).contains('的')
            && self.is_subject()
            && !self.own.is_named_in(self.sentence)
    }

    /// `居全市第一`, `全市政务公开工作会议`.
    fn is_ranked(&self) -> bool {
        words!("居|列|占|位居|位列|在|受|被|获|超|高于|参加|纳入|报|向").end(self.clause())
            || words!("第|排名|前列|首|平均|统一|先进|通报|会议").begin(self.rest)
    }

    /// `推动全市政务公开工作水平再上新台阶`: what is driven on is the work of a place that the unit has no charge of.
    fn is_driven(&self) -> bool {
        let verbs = words!(
            "推动|推进|提升|提高|促进|加强|指导|督促|统筹|带动|完善|做好|开创|抓好|规范|组织|督导|深化"
        );
        let clause = self.clause();
        let work = words!(
            "政务公开工作|政府信息公开工作|信息公开工作|政务公开水平|政府信息公开水平|\
             政务公开质|政府信息公开质|各级行政机关|各级各部门|各行政机关|政务公开标准化|\
             政务公开队伍|各部门|各单位"
        );
        let is_noun = words!(
            "会议|培训|考核|要点|领导小组|现场|部署|要求|推进会|网站|比赛|竞赛|评估|业务|\
             检查|测评"
        );
        let next = self.rest.split(['，', '。', '；']).next().unwrap_or_default();
        let other = words!(
            "配合|协助|助力|支持|服务|按照|根据|落实|贯彻|为|参与|结合|对照|响应|要求|\
             积极参加|融入"
        );
        work.begin(next)
            && verbs.in_text(last(clause, 6))
            && !other.in_text(clause)
            && !is_noun.in_text(next)
            && !words!("贡献|作出|助力").in_text(next)
    }

    /// How much of what follows belongs to the phrase, in bytes.
    fn end_of_phrase(&self, lead: &str) -> Option<usize> {
        let list = words!(
            "政务公开工作水平|政府信息公开工作水平|政务公开工作|政府信息公开工作|\
             各级行政机关|各行政机关|各级各部门|各部门"
        );
        (lead == "全").then(|| list.iter().find(|word| self.rest.starts_with(word)).map(str::len)).flatten()
    }
}

/// `由全区各镇、街道和区政府各部门的年度报告汇总编制而成` in a township's report.
fn check_compiled(context: &LineContext, own: Own, findings: &mut Vec<Finding>) {
    let text = context.line.text();
    let formed = context.line.find_all("年度报告形成").map(|found| found.start..found.end - "形成".len());
    let places = context.line.find_all("汇总").chain(formed);
    for found in places.take(MANY) {
        let range = sentence(text, &found);
        let ahead = &text[range.start..found.start];
        let rest = &text[found.end..range.end];
        let Some(start) = ["由", "根据", "综合", "在"].iter().filter_map(|word| ahead.rfind(word)).max()
        else {
            continue;
        };
        let sources = &ahead[start..];
        let foreign = if own.is_grassroots() {
            words!("全区|全县|全市|各镇|各乡镇|各街道|区政府|县政府|市政府|各县|政府各部门|政府组成部门")
        } else if own.is_government() {
            // A county compiles what a city does not, and the other way round.
            match own.last_place() {
                Some("县" | "旗") => words!("全市|市直|各县（|各县区|各县、|各区县|全省|省直|市政府各部门"),
                Some("区") => {
                    words!("全市|市直|各县（|各县区|各县、|各区县|全省|省直|市政府各部门|全县|县直")
                }
                Some("市") => words!("全省|省直|全县|县直|县政府各部门"),
                _ => continue,
            }
        } else {
            words!(
                "政府各部门|政府部门|政府工作部门|政府组成部门|个乡镇|个镇街|各镇、|各乡镇、|各乡镇和|各街道、|各县|各乡镇（|各镇（|各行政机关|\
                 各级行政机关|各乡（镇）"
            )
        };
        // 由办公室汇总全市各县年度报告数据后编制
        let is_of_others = foreign.in_text(sources) || foreign.in_text(first(rest, 40));
        if words!("编制|形成|而成|编写|编成|编纂").in_text(first(rest, 40)) && is_of_others {
            let end = found.end + rest.find(['，', '；']).unwrap_or(rest.len());
            findings.push(wrong(context, range.start + start..end));
        }
    }
}

/// `2023年，柏桥镇坚持……`: another unit of the same kind at the beginning of a clause.
fn check_subject(context: &LineContext, own: Own, findings: &mut Vec<Finding>) {
    static EFFORTS: Words = listed!("坚持|认真|严格|高度重视");
    static TOWN: Words = listed!(
        "人民政府|政府|党委|党政|办事处|主动公开|通过|共|在县|在区|积极|按照|紧紧|深入|未收到|全年|将"
    );
    let text = context.line.text();
    let Some(noun) = own.noun() else { return };
    let nouns: &[&str] = if own.is_grassroots() { &["镇", "乡", "街道"] } else { &[noun] };
    for found in nouns.iter().flat_map(|noun| context.line.find_all(noun)).take(MANY) {
        let noun = &text[found.clone()];
        let range = clause(text, &found);
        let clause = text[range.start..found.start].trim_start();
        let (time, name) = clause
            .rsplit_once('年')
            .unwrap_or((before(text, range.start).trim_end_matches(['，', ',']), clause));
        let name = name.trim_start_matches(['度', ' ']);
        let is_timed = time.ends_with(['年', '度']) || time.ends_with(|letter: char| letter.is_ascii_digit());
        let behind = &text[found.end..];
        let length = name.chars().count();
        let is_place = own.is_grassroots();
        let strange = if is_place {
            "各全我本该对在和与及的等为由将把从向到其个村乡镇街推加指导督组织城集辖下跨邻多上做是有以于一二三四五六七八九十两几这那某均经并已须应需又也都还但且或而此随请使给被受凡则之"
        } else {
            "各全我本该由将把从向对在与经按受其的"
        };
        let is_name = (2..=if is_place { 9 } else { 18 }).contains(&length)
            && name.chars().all(is_han)
            && !name.contains(|letter: char| strange.contains(letter));
        let is_verb = words!("印发|制发|下发|转发|发布|出台|报送").end(name);
        let is_followed =
            !is_verb && (EFFORTS.begin(behind) && (is_place || is_timed) || is_place && TOWN.begin(behind));
        if is_followed
            && is_name
            && !own.may_be_called(&format!("{name}{noun}"))
            && !is_quoted(text, found.start)
        {
            findings.push(wrong(context, found.start - name.len()..found.end));
        }
    }
}

/// Ends of the names of bodies that report for themselves.
static BODIES: Words = listed!(
    "镇|乡|街道|街道办|镇人民政府|乡人民政府|街道办事处|局|委员会|厅|中心|镇政府|\
     乡政府"
);

/// `枫岭县医疗保障局编制了2024年政府信息公开工作年度报告` in another's report.
fn check_author(context: &LineContext, own: Own, findings: &mut Vec<Finding>) {
    let text = context.line.text();
    for found in context.line.find_all("编制").take(MANY) {
        let reported = first(behind(text, found.end), 30);
        let reported = reported.split(['，', '。', '；']).next().unwrap_or_default();
        let ahead = before(text, found.start);
        let start = ahead.char_indices().rev().take_while(|&(_, letter)| is_han(letter)).last();
        let name = start.map_or("", |(at, _)| &ahead[at..]);
        let is_body = BODIES.end(name) && name.chars().count() >= 5;
        let is_own = words!("我|本|各|全|由|市|县|区|该|经").begin(name) || words!("和|与|及").in_text(name);
        if words!("年度报告").in_text(reported) && is_body && !is_own && !own.may_be_called(name) {
            findings.push(wrong(context, found.start - name.len()..found.start));
        }
    }
}

/// The name in the title, and the names with which an opening says who compiles the report and whom to ask.
fn check_names(context: &LineContext, own: Own, findings: &mut Vec<Finding>) {
    const COMPILING: [&str; 6] = ["由", "现公布", "现发布", "现将", "编制单位：", "与"];
    const INVITING: [&str; 10] =
        ["请与", "请联系", "联系单位：", "致函", "致电", "请向", "请洽", "来电", "来函", "请径向"];
    let text = context.line.text();
    if context.frame.unit.is_empty() {
        return;
    }
    if context.field == Field::Title {
        let end = text.find(|letter: char| letter.is_numeric() || letter == '二').unwrap_or(text.len());
        let name = text[..end].trim();
        let is_body = BODIES.end(name) || words!("人民政府|办公室|政府").end(name);
        if is_body && !own.may_be_called(name) {
            let start = text.find(name).unwrap_or_default();
            findings.push(wrong(context, start..start + name.len()));
        }
        return;
    }
    if context.field == Field::Opening {
        check_author(context, own, findings);
    }
    let compiling: &[&str] = if context.field == Field::Opening { &COMPILING } else { &[] };
    for lead in compiling.iter().chain(&INVITING) {
        for found in context.line.find_all(lead).take(MANY) {
            let told = text[..found.start].rsplit(['。', '；']).next().unwrap_or_default();
            if context.field != Field::Opening && !told.contains("报告") {
                continue;
            }
            let after = behind(text, found.end);
            let name = after.split(|letter: char| !is_han(letter)).next().unwrap_or_default();
            let name = first(name, 30);
            // The body ends where its office begins, or what it does.
            let end = [
                "办公室",
                "党政",
                "综合",
                "联系",
                "编制",
                "负责",
                "根据",
                "依据",
                "按照",
                "政务公开",
                "政府信息",
                "机关",
                "的",
                "组织",
                "信息",
            ]
            .iter()
            .filter_map(|word| name.find(word))
            .min()
            .unwrap_or(name.len());
            let name = &name[..end];
            // A county's government is no superior of another's.
            let is_peer = ["县人民政府", "区人民政府", "旗人民政府"]
                .iter()
                .any(|kind| name.ends_with(kind) && context.frame.unit.ends_with(kind));
            let is_body = (BODIES.end(name) || is_peer) && name.chars().count() >= 3;
            let is_own = words!("我|本|各|全|市|县|区|镇|乡|街道|上|省|该").begin(name);
            let ahead = before(text, found.start).chars().next_back();
            let is_word = *lead == "由" && ahead.is_some_and(|letter| "自理事缘经".contains(letter));
            let is_known = findings
                .iter()
                .any(|finding| finding.spans[0].overlaps(context.span(found.end..found.end + name.len())));
            if is_body && !is_own && !is_word && !is_known && !own.may_be_called(name) {
                findings.push(wrong(context, found.end..found.end + name.len()));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::rule::testing::run_draft;
    use super::*;
    use crate::report::{Draft, UnitKind};

    fn found(unit: &str, field: Field, text: &str) -> Vec<String> {
        let typed: Vec<char> = text.chars().collect();
        let draft = Draft::new(2023, UnitKind::Other).with_text(Field::Unit, unit).with_text(field, text);
        run_draft(&OTHER_UNIT_NAMED, draft)
            .findings
            .iter()
            .map(|finding| typed[finding.spans[0].start..finding.spans[0].end].iter().collect())
            .collect()
    }

    const TOWN: &str = "安澜县松溪镇人民政府";
    const BUREAU: &str = "安澜县财政局";

    #[test]
    fn passes_the_unit_its_superiors_and_ordinary_words() {
        for (unit, text) in [
            (TOWN, "我镇按照全市统一部署、县委县政府要求，在全县考核中列第二。"),
            (TOWN, "会同县财政局参加全市政务公开工作会议，配合做好全县政务公开工作。"),
            (TOWN, "由镇各站所、各村汇总编制；自我检查，根本局面向好，受我委托。"),
            (TOWN, "全镇公开信息30条，我单位、本机关无收费，“我局”字样已改正。"),
            (BUREAU, "我局公开信息30条，我县预算单位同步公开，全县各部门预决算已公开。"),
            (BUREAU, "县教育局、松溪镇人民政府按时公开预算；由局机关各股室汇总编制。"),
            ("安澜县人民政府", "我县各乡镇、各部门汇总编制；全县公开信息30条。"),
            ("清禾市财政局", "我市预算单位全部公开。"),
            (
                "清禾市财政局",
                "对本报告如有疑问，请致函清禾市财政局办公室；如需不动产登记信息，请与清禾市自然资源局联系。",
            ),
            ("清禾市人民政府", "根据全市各县（区）政府年度报告汇总编成。"),
            ("松溪县志", "我局、我镇、我市"),
            ("", "我局、我镇、我市"),
            (TOWN, ""),
        ] {
            assert_eq!(found(unit, Field::Overview, text), Vec::<String>::new(), "{unit} {text}");
        }
    }

    #[test]
    fn fails_where_another_unit_speaks() {
        for (unit, text, expected) in [
            (TOWN, "下一步，我局将加强培训。", "我局"),
            (TOWN, "我乡公开信息30条。", "我乡"),
            (TOWN, "本街道公开信息30条。", "本街道"),
            (TOWN, "我市共收到申请300件。", "我市"),
            (TOWN, "全市各级行政机关收到申请300件。", "全市各级行政机关"),
            (TOWN, "由全县各部门年度报告汇总编制而成。", "由全县各部门年度报告汇总编制而成"),
            (TOWN, "2023年，柏桥镇坚持公开为常态。", "柏桥镇"),
            (BUREAU, "我镇公开信息30条。", "我镇"),
            (BUREAU, "我委公开信息30条。", "我委"),
            (BUREAU, "我局将推动全市政务公开工作再上台阶。", "全市政务公开工作"),
            (BUREAU, "2023年，县教育局认真落实条例。", "县教育局"),
            ("澜州市青岚区人民政府", "我县公开信息30条。", "我县"),
            ("澜州市卫生健康委员会", "我局公开信息30条。", "我局"),
            ("澜州市青岚区财政局", "在县委、县政府的坚强领导下，有序公开。", "县委、县政府"),
            (BUREAU, "按照区政府统一部署，有序公开。", "区政府"),
            (BUREAU, "对本报告如有疑问，请致函安澜县教育局办公室。", "安澜县教育局"),
            (
                "澜州市安澜县人民政府",
                "根据全市各县（区）政府年度报告汇总编成。",
                "根据全市各县（区）政府年度报告汇总编成",
            ),
        ] {
            assert_eq!(found(unit, Field::Overview, text), [expected], "{unit} {text}");
        }
    }

    #[test]
    fn names_in_title_and_opening_are_the_units() {
        assert!(found(TOWN, Field::Title, "松溪镇2023年政府信息公开工作年度报告").is_empty());
        assert_eq!(found(TOWN, Field::Title, "柏桥镇2023年政府信息公开工作年度报告"), ["柏桥镇"]);
        assert!(
            found(TOWN, Field::Opening, "由松溪镇人民政府编制，请与松溪镇党政综合办公室联系。").is_empty()
        );
        assert_eq!(found(TOWN, Field::Opening, "请与柏桥镇人民政府联系。"), ["柏桥镇人民政府"]);
        assert_eq!(found(BUREAU, Field::Opening, "本报告由安澜县教育局编制。"), ["安澜县教育局"]);
        let written = "依照条例，安澜县教育局编制了2024年政府信息公开工作年度报告。";
        assert_eq!(found(BUREAU, Field::Opening, written), ["安澜县教育局"]);
        assert!(found("安澜县教育局", Field::Opening, written).is_empty());
        let site = "电子版可从桂阜县人民政府门户网站下载。";
        assert_eq!(found("云陂县罗洲镇人民政府", Field::Opening, site), ["桂阜县人民政府门户网站"]);
        assert!(found("桂阜县罗洲镇人民政府", Field::Opening, site).is_empty());
        let staff = "组织全局干部职工学习，从全局出发谋划。";
        assert_eq!(found("石渚县杨树坳乡人民政府", Field::Overview, staff), ["全局"]);
        let invites = "如有疑问，请与栖云县人民政府办公室联系。";
        assert_eq!(found("松汀县人民政府", Field::Opening, invites), ["栖云县人民政府"]);
        assert!(found("栖云县人民政府", Field::Opening, invites).is_empty());
        assert!(found("云头乡人民政府", Field::Opening, invites).is_empty());
    }
}
