//! Edition 2019: 国办公开办函〔2019〕60号, data only.

use super::{Block, BlockRow, Edition, Format, Item, LabelledRow, RequestRow};

/// The labels of edition 2019.
pub(super) static FORMAT: Format = Format {
    edition: Edition::V2019,
    notice: "国办公开办函〔2019〕60号",
    headings: [
        "一、总体情况",
        "二、主动公开政府信息情况",
        "三、收到和处理政府信息公开申请情况",
        "四、政府信息公开行政复议、行政诉讼情况",
        "五、存在的主要问题及改进情况",
        "六、其他需要报告的事项",
    ],
    overview_items: &[],
    table2: &[
        Block {
            title: "第二十条第（一）项",
            columns: &["信息内容", "本年新制作数量", "本年新公开数量", "对外公开总数量"],
            rows: &[
                BlockRow {
                    label: "规章",
                    items: &[Item::RegulationsMade, Item::RegulationsPublished, Item::RegulationsPublicTotal],
                },
                BlockRow {
                    label: "规范性文件",
                    items: &[Item::NormativeMade, Item::NormativePublished, Item::NormativePublicTotal],
                },
            ],
        },
        Block {
            title: "第二十条第（五）项",
            columns: &["信息内容", "上一年项目数量", "本年增/减", "处理决定数量"],
            rows: &[
                BlockRow {
                    label: "行政许可",
                    items: &[Item::LicencePrevious, Item::LicenceChange, Item::LicenceDecisions],
                },
                BlockRow {
                    label: "其他对外管理服务事项",
                    items: &[Item::ServicePrevious, Item::ServiceChange, Item::ServiceDecisions],
                },
            ],
        },
        Block {
            title: "第二十条第（六）项",
            columns: &["信息内容", "上一年项目数量", "本年增/减", "处理决定数量"],
            rows: &[
                BlockRow {
                    label: "行政处罚",
                    items: &[Item::PenaltyPrevious, Item::PenaltyChange, Item::PenaltyDecisions],
                },
                BlockRow {
                    label: "行政强制",
                    items: &[Item::CoercionPrevious, Item::CoercionChange, Item::CoercionDecisions],
                },
            ],
        },
        Block {
            title: "第二十条第（八）项",
            columns: &["信息内容", "上一年项目数量", "本年增/减"],
            rows: &[BlockRow {
                label: "行政事业性收费", items: &[Item::FeePrevious, Item::FeeChange]
            }],
        },
        Block {
            title: "第二十条第（九）项",
            columns: &["信息内容", "采购项目数量", "采购总金额"],
            rows: &[BlockRow {
                label: "政府集中采购",
                items: &[Item::ProcurementProjects, Item::ProcurementAmount],
            }],
        },
    ],
    corner: "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）",
    over_columns: "申请人情况",
    table3: &[
        LabelledRow {
            row: RequestRow::Received, path: &["一、本年新收政府信息公开申请数量"]
        },
        LabelledRow {
            row: RequestRow::CarriedIn, path: &["二、上年结转政府信息公开申请数量"]
        },
        LabelledRow {
            row: RequestRow::Granted, path: &["三、本年度办理结果", "（一）予以公开"]
        },
        LabelledRow {
            row: RequestRow::Partial,
            path: &["三、本年度办理结果", "（二）部分公开（区分处理的，只计这一情形，不计其他情形）"],
        },
        LabelledRow {
            row: RequestRow::StateSecret,
            path: &["三、本年度办理结果", "（三）不予公开", "1.属于国家秘密"],
        },
        LabelledRow {
            row: RequestRow::Prohibited,
            path: &["三、本年度办理结果", "（三）不予公开", "2.其他法律行政法规禁止公开"],
        },
        LabelledRow {
            row: RequestRow::Stability,
            path: &["三、本年度办理结果", "（三）不予公开", "3.危及“三安全一稳定”"],
        },
        LabelledRow {
            row: RequestRow::ThirdParty,
            path: &["三、本年度办理结果", "（三）不予公开", "4.保护第三方合法权益"],
        },
        LabelledRow {
            row: RequestRow::Internal,
            path: &["三、本年度办理结果", "（三）不予公开", "5.属于三类内部事务信息"],
        },
        LabelledRow {
            row: RequestRow::Process,
            path: &["三、本年度办理结果", "（三）不予公开", "6.属于四类过程性信息"],
        },
        LabelledRow {
            row: RequestRow::CaseFile,
            path: &["三、本年度办理结果", "（三）不予公开", "7.属于行政执法案卷"],
        },
        LabelledRow {
            row: RequestRow::Query,
            path: &["三、本年度办理结果", "（三）不予公开", "8.属于行政查询事项"],
        },
        LabelledRow {
            row: RequestRow::NotHeld,
            path: &["三、本年度办理结果", "（四）无法提供", "1.本机关不掌握相关政府信息"],
        },
        LabelledRow {
            row: RequestRow::NeedsMaking,
            path: &["三、本年度办理结果", "（四）无法提供", "2.没有现成信息需要另行制作"],
        },
        LabelledRow {
            row: RequestRow::Unclear,
            path: &["三、本年度办理结果", "（四）无法提供", "3.补正后申请内容仍不明确"],
        },
        LabelledRow {
            row: RequestRow::Petition,
            path: &["三、本年度办理结果", "（五）不予处理", "1.信访举报投诉类申请"],
        },
        LabelledRow {
            row: RequestRow::Repeated,
            path: &["三、本年度办理结果", "（五）不予处理", "2.重复申请"],
        },
        LabelledRow {
            row: RequestRow::Publication,
            path: &["三、本年度办理结果", "（五）不予处理", "3.要求提供公开出版物"],
        },
        LabelledRow {
            row: RequestRow::Excessive,
            path: &["三、本年度办理结果", "（五）不予处理", "4.无正当理由大量反复申请"],
        },
        LabelledRow {
            row: RequestRow::Reissue,
            path: &["三、本年度办理结果", "（五）不予处理", "5.要求行政机关确认或重新出具已获取信息"],
        },
        LabelledRow {
            row: RequestRow::OtherHandling, path: &["三、本年度办理结果", "（六）其他处理"]
        },
        LabelledRow { row: RequestRow::Total, path: &["三、本年度办理结果", "（七）总计"] },
        LabelledRow { row: RequestRow::CarriedOut, path: &["四、结转下年度继续办理"] },
    ],
};
