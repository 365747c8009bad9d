//! Official documents made up for measuring: always the same ones, of about the length and with about as many citations
//! as real ones. They say nothing and are published nowhere.

/// A generator of numbers that are the same on every machine (splitmix64).
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % end as u64).expect("below a usize")
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())]
    }
}

const KINDS: [(&str, &str); 8] = [
    ("Quyết định", "QĐ"),
    ("Chỉ thị", "CT"),
    ("Nghị quyết", "NQ"),
    ("Kết luận", "KL"),
    ("Đề án", "ĐA"),
    ("Kế hoạch", "KH"),
    ("Hướng dẫn", "HD"),
    ("Báo cáo", "BC"),
];
const ISSUERS: [(&str, &str); 6] = [
    ("Tỉnh ủy", "TU"),
    ("Bộ Chính trị", "TW"),
    ("Ban Dân vận Tỉnh ủy", "BDVTU"),
    ("Ủy ban Mặt trận Tổ quốc tỉnh", "MTTQ"),
    ("Huyện ủy Đại Từ", "HU"),
    ("Hội Nông dân tỉnh", "HND"),
];
const WHO: [&str; 6] = [
    "Các cấp ủy đảng",
    "Ban Dân vận các cấp",
    "Cơ quan thường trực",
    "Bí thư chi bộ và trưởng xóm",
    "Mặt trận Tổ quốc và các đoàn thể",
    "Cán bộ, công chức, viên chức",
];
const DOES: [&str; 6] = [
    "tham mưu cho cấp ủy lãnh đạo",
    "phát huy",
    "củng cố và kiện toàn",
    "chủ động nắm tình hình về",
    "sơ kết, tổng kết",
    "tuyên truyền, vận động nhân dân tham gia",
];
const WHAT: [&str; 8] = [
    "công tác dân vận của hệ thống chính trị",
    "quy chế dân chủ ở cơ sở",
    "phong trào thi đua yêu nước",
    "chính sách đối với đồng bào dân tộc thiểu số",
    "công tác giải phóng mặt bằng, thu hồi đất",
    "cải cách thủ tục hành chính",
    "hương ước, quy ước của cộng đồng dân cư",
    "công tác tiếp công dân và giải quyết đơn thư",
];
const WHY: [&str; 5] = [
    "lấy người dân làm trung tâm của mọi hoạt động",
    "đáp ứng yêu cầu nhiệm vụ trong thời kỳ mới",
    "góp phần giữ vững ổn định chính trị, trật tự an toàn xã hội",
    "để kịp thời uốn nắn những lệch lạc, thiếu sót",
    "phù hợp với điều kiện thực tế của địa phương",
];

/// A document's identity: kind, issuer, number and date follow from its position.
struct Identity {
    kind: &'static str,
    issuer: &'static str,
    number: String,
    date: (usize, usize, usize),
}

fn identity(position: usize) -> Identity {
    let mut numbers = Numbers(position as u64);
    let (kind, symbol) = numbers.pick(&KINDS);
    let (issuer, body) = numbers.pick(&ISSUERS);
    Identity {
        kind,
        issuer,
        number: format!("{}-{symbol}/{body}", position + 1),
        date: (
            2005 + position * 16 / 10_000 % 16,
            numbers.below(12) + 1,
            numbers.below(28) + 1,
        ),
    }
}

/// So many documents: path and text.
pub fn documents(count: usize) -> impl Iterator<Item = (String, String)> {
    (0..count).map(move |position| document(position, count))
}

fn document(position: usize, count: usize) -> (String, String) {
    let own = identity(position);
    let mut numbers = Numbers(position as u64 ^ 0xc0ff_ee00);
    let (year, month, day) = own.date;
    let mut text = format!(
        "---\nloại: {}\nsố ký hiệu: {}\ntrích yếu: Về {}\ncơ quan ban hành: {}\nngày ban hành: {day}/{month}/{year}\nchủ đề: {}\ntoàn văn: có\n---\n\n",
        own.kind,
        own.number,
        numbers.pick(&WHAT),
        own.issuer,
        numbers.pick(&["Dân vận khéo", "Công tác dân tộc", "Nông thôn mới"]),
    );
    for (part, label) in ["I", "II", "III"].into_iter().enumerate() {
        text.push_str(&format!("## {label}. NỘI DUNG {}\n\n", part + 1));
        for item in 1..=6 {
            text.push_str(&format!("{item}. "));
            for sentence in 0..3 {
                let cites = sentence == 1 && numbers.below(3) == 0;
                let cited = cites.then(|| citation(numbers.below(count)));
                text.push_str(&format!(
                    "{} {} {}{}, {}. ",
                    numbers.pick(&WHO),
                    numbers.pick(&DOES),
                    numbers.pick(&WHAT),
                    cited.unwrap_or_default(),
                    numbers.pick(&WHY),
                ));
            }
            text.push_str("\n\n");
        }
    }
    (format!("content/van-ban/{year}/{}.md", position + 1), text)
}

fn citation(position: usize) -> String {
    let Identity {
        kind,
        issuer,
        number,
        date: (year, month, day),
    } = identity(position);
    format!(", theo {kind} số {number} ngày {day}/{month}/{year} của {issuer}")
}
