"""What offices are called: heads of office names, fields, posts, places and written-out abbreviations."""

from __future__ import annotations

import re

from directives.reading.folding import folded, phrases

_FIELD_NAMES = """
    công an|quốc phòng|ngoại giao|nội vụ|tư pháp|tài chính|công thương|xây dựng|nông nghiệp và môi trường|
    nông nghiệp và phát triển nông thôn|nông nghiệp|tài nguyên và môi trường|giao thông vận tải|
    kế hoạch và đầu tư|giáo dục và đào tạo|khoa học và công nghệ|khoa học, công nghệ và môi trường|
    thông tin và truyền thông|văn hóa, thể thao và du lịch|văn hóa và thể thao|
    văn hóa, thông tin, thể thao và du lịch|văn hóa, thể thao|văn hóa và thông tin|du lịch|y tế|
    dân tộc và tôn giáo|dân tộc, tôn giáo|dân tộc|lao động - thương binh và xã hội|
    lao động, thương binh và xã hội|lao động thương binh và xã hội|lao động|ngoại vụ|
    quy hoạch - kiến trúc|quy hoạch và kiến trúc|an toàn thực phẩm|kinh tế|kinh tế và hạ tầng|
    tài chính - kế hoạch|kinh tế, hạ tầng và đô thị|văn hóa - xã hội|giáo dục|môi trường|thể thao|
    tôn giáo|công nghiệp|thương mại|thủy sản|giao thông|văn hóa|nông nghiệp và nông thôn|
    công nghiệp và thương mại|thông tin|ngân hàng|nông nghiệp & môi trường|giáo dục & đào tạo|
    khoa học & công nghệ|kế hoạch & đầu tư|tài nguyên & môi trường|văn hóa thể thao và du lịch"""
FIELDS = phrases(
    "|".join((_FIELD_NAMES, _FIELD_NAMES.replace(" và ", " - "), _FIELD_NAMES.replace(" và ", " ")))
)
"""Names of ministries' and departments' fields, those with commas and "và" above all."""

FIELD_HEADS = frozenset({"bộ", "sở", "phòng", "ngành", "vụ"})

PLACE_HEADS = phrases(
    """
    ủy ban nhân dân|ubnd|ub mttq việt nam|ub mttq|ubmttqvn|hội đồng nhân dân|hđnd|công an|
    bộ chỉ huy quân sự|bộ chqs|bộ tư lệnh|bộ chỉ huy bộ đội biên phòng|bộ chỉ huy bđbp|bđbp|tỉnh ủy|
    thành ủy|huyện ủy|ban cán sự đảng ubnd|ban cán sự đảng ủy ban nhân dân|
    đảng đoàn hđnd|đảng đoàn hội đồng nhân dân|đảng đoàn ủy ban mttq việt nam|đảng đoàn mttq việt nam|
    đảng đoàn ủy ban mặt trận tổ quốc việt nam|ban cán sự đảng bộ|đảng ủy|đảng ủy chính phủ|đảng ủy ubnd|
    đảng ủy ủy ban nhân dân|đảng ủy quốc hội|
    đảng ủy các cơ quan đảng|ban thường vụ đảng ủy ubnd|ban thường vụ đảng ủy|quận ủy|
    ủy ban mặt trận tổ quốc việt nam|ủy ban mặt trận tổ quốc|
    ubmttq việt nam|ubmttq|mặt trận tổ quốc việt nam|mặt trận tổ quốc|mttq việt nam|mttq|
    ủy ban mttq việt nam|ủy ban mttq|thường trực hđnd|thường trực ubnd|thường trực tỉnh ủy|
    ban thường vụ tỉnh ủy|ban thường vụ|thường trực hội đồng nhân dân|đoàn đbqh|đoàn đại biểu quốc hội|
    văn phòng ubnd|văn phòng ủy ban nhân dân|vp ubnd|văn phòng hđnd|văn phòng đoàn đbqh và hđnd|
    văn phòng đoàn đại biểu quốc hội và hội đồng nhân dân|văn phòng tỉnh ủy|văn phòng thành ủy|thanh tra|
    thuế|tòa án nhân dân|viện kiểm sát nhân dân|kho bạc nhà nước|bảo hiểm xã hội|cục thuế|chi cục thuế|
    cục hải quan|cục thống kê|hải quan|thống kê|ngân hàng nhà nước chi nhánh|ngân hàng chính sách xã hội|
    công ty điện lực|điện lực|liên đoàn lao động|hội nông dân|hội cựu chiến binh|hội liên hiệp phụ nữ|
    đoàn thanh niên|tỉnh đoàn|thành đoàn|văn phòng hđnd và ubnd|
    văn phòng hội đồng nhân dân và ủy ban nhân dân|chính quyền"""
)


_COMPLETE = """
    ủy ban quốc gia ứng phó sự cố, thiên tai và tìm kiếm cứu nạn|
    ủy ban quốc gia ứng phó sự cố thiên tai và tìm kiếm cứu nạn|ủy ban quốc gia tìm kiếm cứu nạn|
    ủy ban an toàn giao thông quốc gia|ban an toàn giao thông|viện hàn lâm khoa học và công nghệ việt nam|
    viện hàn lâm khoa học xã hội việt nam|ban chỉ huy phòng chống thiên tai và tìm kiếm cứu nạn|
    ban chỉ huy phòng, chống thiên tai và tìm kiếm cứu nạn|ban chỉ đạo trung ương về phòng, chống thiên tai|
    ban chỉ đạo quốc gia về phòng, chống thiên tai|cục quản lý đê điều và phòng, chống thiên tai|
    trung tâm dự báo khí tượng thủy văn quốc gia|ban chỉ huy phòng thủ dân sự|
    ủy ban quản lý vốn nhà nước tại doanh nghiệp|
    ủy ban chứng khoán nhà nước|ủy ban dân tộc|hội liên hiệp phụ nữ việt nam|hội nông dân việt nam|
    trung ương đoàn thanh niên cộng sản hồ chí minh|liên đoàn thương mại và công nghiệp việt nam|
    liên đoàn lao động|đại học quốc gia|    ngân hàng nhà nước việt nam|ngân hàng nhà nước|
    văn phòng chính phủ|văn phòng quốc hội|
    thanh tra chính phủ|kiểm toán nhà nước|bảo hiểm xã hội việt nam|thông tấn xã việt nam|
    tổng cục thống kê|cục thống kê|tổng cục thuế|cục thuế|tổng cục hải quan|cục hải quan|
    đài tiếng nói việt nam|đài truyền hình việt nam|văn phòng trung ương đảng|tòa án nhân dân tối cao|
    viện kiểm sát nhân dân tối cao"""
COMPLETE = phrases(_COMPLETE)
"""Names that end where they end: what follows is no tail."""

FREE_HEADS = phrases(
    _COMPLETE
    + "|"
    + """
    liên bộ|liên ngành|liên sở|văn phòng chính phủ|văn phòng trung ương đảng|văn phòng quốc hội|
    văn phòng chủ tịch nước|văn phòng điều phối|văn phòng đăng ký đất đai|văn phòng|ban quản lý dự án|
    ban quản lý|bql dự án|bql|ban qlda|ban chỉ đạo|bcđ|ban chỉ huy|ban tổ chức|ban tuyên giáo và dân vận|
    ban tuyên giáo|ban dân vận|ban nội chính|ban dân tộc|ban pháp chế|ban kinh tế|ban văn hóa|
    ban an toàn giao thông|ban điều hành|ban đổi mới|ban tôn giáo|ban tiếp công dân|ban thi đua|
    ban cơ yếu|ban công tác|ban bồi thường|ban giải phóng mặt bằng|ban kinh tế trung ương|ban vận động|
    ban giám đốc|ban giám hiệu|ban|thanh tra chính phủ|thanh tra|cục|tổng cục|chi cục|viện|học viện|
    trường đại học|trường cao đẳng|trường chính trị|trường|đại học|bệnh viện|trung tâm|công ty|
    tổng công ty|tập đoàn|ngân hàng nhà nước việt nam|ngân hàng nhà nước|nhnn|ngân hàng|hiệp hội|hội đồng|
    hội liên hiệp|hội|liên đoàn|liên minh|đoàn thanh niên|đoàn công tác|đoàn|
    đài phát thanh và truyền hình|đài|báo|cổng|tổ công tác|tổ giúp việc|tổ chuyên gia|tổ|tiểu ban|
    kho bạc nhà nước|kho bạc|bảo hiểm xã hội việt nam|bảo hiểm|quỹ|kiểm toán nhà nước|kiểm toán|
    thông tấn xã việt nam|tòa án nhân dân tối cao|viện kiểm sát nhân dân tối cao|ủy ban|bộ đội biên phòng|
    bộ tham mưu|bưu điện|bưu chính|nhà máy|nhà xuất bản|quân khu|lữ đoàn|cảng|hợp tác xã|xí nghiệp|
    chi nhánh|tạp chí|trạm|hạt|đội|bch|thông tấn xã|khu|thuế|hải quan|thống kê|tctk|cơ quan thường trực|
    cơ quan thường trực ban|thường trực ban chỉ đạo|bộ phận|phòng thương mại và công nghiệp việt nam|vcci|
    evn|pvn|tkv|acv|vec|petrovietnam|vietnam airlines"""
)
ROLES = phrases(
    """
    chủ đầu tư|nhà đầu tư|nhà thầu|doanh nghiệp|dn|dnnn|doanh nghiệp nhà nước|đơn vị tư vấn|
    đơn vị thi công|tư vấn|đại diện chủ sở hữu|thành viên|hộ dân|ngân hàng thương mại|ngân hàng|
    tổ chức tín dụng|cơ quan báo chí|báo chí|hệ thống ngân hàng|hệ thống|người dân|hộ kinh doanh|
    hợp tác xã|nhà trường|trường học|cơ sở sản xuất|cơ sở|bệnh viện|trường|ban quản lý dự án|ban quản lý|
    công ty|tập đoàn|tổng công ty|lực lượng|lực lượng chức năng|bên|trung tâm|viện|ban chỉ đạo|hội đồng|
    tổ công tác|trung ương|đại biểu|đồng chí|nhà khoa học|hiệp hội|sở giao dịch|tổ|hội|đội|trạm|phòng|cục|
    vụ|chi cục|văn phòng|đoàn|đài|báo|cấp|phòng chuyên môn|cơ sở giáo dục|cơ sở y tế|chủ rừng|hộ|
    chuyên gia|ủy viên|nhà mạng|nhà xe|chủ phương tiện|chủ tàu|chủ hồ|chủ đập|chủ dự án"""
)
"""Kinds of bodies in lower case: they stand with a determiner or alone ("Chủ đầu tư", "các nhà thầu")."""

ALONE = phrases(
    """
    chủ đầu tư|nhà đầu tư|nhà thầu|doanh nghiệp|dn|dnnn|doanh nghiệp nhà nước|đơn vị tư vấn|đơn vị thi công|
    tư vấn giám sát|tư vấn thiết kế|chủ rừng|hộ kinh doanh|ban quản lý dự án|thành viên ban chỉ đạo|
    thành viên tổ công tác|cơ quan báo chí|lực lượng chức năng|lực lượng y tế|lực lượng công an|lực lượng quân đội|
    lực lượng kiểm lâm|lực lượng vũ trang|ngành chức năng|cơ quan chức năng|cơ quan chuyên môn|
    cơ quan thường trực|hệ thống ngân hàng|thành viên|người dân"""
)
"""Roles that are addressed without a determiner."""

CLASSES = phrases(
    """
    bộ|ban|ngành|sở|cơ quan|đơn vị|địa phương|đoàn thể|tổ chức|cá nhân|huyện|xã|phường|thị xã|thành phố|
    thị trấn|tỉnh|thị|quận|đặc khu|tổ chức chính trị - xã hội|cấp ủy|chính quyền|cấp|hội|phòng|
    cơ quan chuyên môn|đơn vị sự nghiệp|ban quản lý|tổ chức đoàn thể|cơ quan ngang bộ|tổ chức đảng|
    tổ chức, cá nhân|cấp ủy đảng|huyện ủy|thành ủy|đảng ủy|thị ủy|đơn vị thành viên|hội đoàn thể|
    hội, đoàn thể|thôn|bản|khu vực"""
)
"""Classes of organs: joined by commas and "và" they make one generic name."""

POSTS = phrases(
    """
    trưởng ban chỉ đạo|phó trưởng ban chỉ đạo|trưởng ban tổ chức|trưởng ban tuyên giáo|bộ trưởng|
    thứ trưởng|chủ tịch|phó chủ tịch|phó chủ tịch thường trực|giám đốc|phó giám đốc|tổng giám đốc|
    phó tổng giám đốc|cục trưởng|phó cục trưởng|vụ trưởng|phó vụ trưởng|thủ trưởng|lãnh đạo|
    người đứng đầu|bí thư|phó bí thư|trưởng ban|phó trưởng ban|chánh văn phòng|phó chánh văn phòng|
    chánh thanh tra|tư lệnh|chỉ huy trưởng|thống đốc|phó thống đốc|tổ trưởng|tổ phó|thành viên|chủ nhiệm|
    phó chủ nhiệm|hiệu trưởng|thủ tướng chính phủ|thủ tướng|phó thủ tướng thường trực|
    phó thủ tướng chính phủ|phó thủ tướng|tổng kiểm toán|tổng cục trưởng|viện trưởng|chánh án|đại diện|
    trưởng phòng|trưởng|phó|trưởng đoàn|tổng bí thư|chủ tịch nước|chủ tịch quốc hội|tổng thanh tra|
    chi cục trưởng|phó trưởng ban thường trực|phó bí thư thường trực|tỉnh ủy viên|ủy viên ban thường vụ|
    ủy viên|cán bộ|công chức|tập thể lãnh đạo|ban lãnh đạo|bộ trưởng, chủ nhiệm|bộ trưởng, trưởng ban|
    trưởng ban quản lý|tổng biên tập|thường trực chính phủ|lãnh đạo chính phủ|lãnh đạo đảng|
    lãnh đạo nhà nước|lãnh đạo quốc hội"""
)

DETERMINERS = phrases(
    """các|những|các vị|toàn thể|toàn|tất cả các|tất cả|mọi|từng|mỗi|đ/c|đồng chí|các đồng chí|ông|bà|hai|ba|bốn|2|
    3|4|5|02|03|04|05|
    toàn bộ|tất cả những|cả"""
)

UNITS = phrases(
    """tỉnh|thành phố|tp|huyện|quận|thị xã|thị trấn|xã|phường|đặc khu|thủ đô|
    cấp xã|cấp huyện|cấp tỉnh|tx|q|p|khu vực|thành|thị"""
)

RULERS = frozenset(
    {
        "chính phủ",
        "thủ tướng",
        "thủ tướng chính phủ",
        "quốc hội",
        "nhà nước",
        "trung ương",
        "bộ chính trị",
        "cấp",
        "đảng",
    }
)
"""Those above the chair: never the addressee of an order without a name beside the title."""

MUNICIPALITIES = frozenset(
    folded(n) for n in ("Hà Nội", "Hồ Chí Minh", "Hải Phòng", "Đà Nẵng", "Cần Thơ", "Huế")
)

PROVINCES = phrases(
    """
    hà nội|hồ chí minh|hải phòng|đà nẵng|cần thơ|huế|an giang|bà rịa - vũng tàu|bắc giang|bắc kạn|
    bạc liêu|bắc ninh|bến tre|bình định|bình dương|bình phước|bình thuận|cà mau|cao bằng|đắk lắk|đắk nông|
    điện biên|đồng nai|đồng tháp|gia lai|hà giang|hà nam|hà tĩnh|hải dương|hậu giang|hòa bình|hưng yên|
    khánh hòa|kiên giang|kon tum|lai châu|lâm đồng|lạng sơn|lào cai|long an|nam định|nghệ an|ninh bình|
    ninh thuận|phú thọ|phú yên|quảng bình|quảng nam|quảng ngãi|quảng ninh|quảng trị|sóc trăng|sơn la|
    tây ninh|thái bình|thái nguyên|thanh hóa|thừa thiên huế|tiền giang|trà vinh|tuyên quang|vĩnh long|
    vĩnh phúc|yên bái|tphcm|tp hcm|tp. hcm"""
)

# Abbreviations of offices, longest first; the guide wants them written out. Those of two letters count
# only right after Bộ, Sở, ngành or in a list of them.
_WRITTEN_OUT = [
    (r"TP\.? ?HCM|TPHCM", "Thành phố Hồ Chí Minh"),
    (r"UBMTTQVN|UBMTTQ Việt Nam|UB ?MTTQ Việt Nam", "Ủy ban Mặt trận Tổ quốc Việt Nam"),
    (r"UBMTTQ|UB ?MTTQ", "Ủy ban Mặt trận Tổ quốc"),
    (r"MTTQVN", "Mặt trận Tổ quốc Việt Nam"),
    (r"MTTQ", "Mặt trận Tổ quốc"),
    (r"UBND", "Ủy ban nhân dân"),
    (r"HĐND", "Hội đồng nhân dân"),
    (r"ĐBQH", "đại biểu Quốc hội"),
    (r"VPCP", "Văn phòng Chính phủ"),
    (r"QLDA", "Quản lý dự án"),
    (r"BQL", "Ban Quản lý"),
    (r"BCĐ", "Ban Chỉ đạo"),
    (r"BCH", "Ban Chỉ huy"),
    (r"CHQS", "Chỉ huy quân sự"),
    (r"BĐBP", "Bộ đội Biên phòng"),
    (r"NHNNVN", "Ngân hàng Nhà nước Việt Nam"),
    (r"NHNN", "Ngân hàng Nhà nước"),
    (r"BHXH", "Bảo hiểm xã hội"),
    (r"LĐLĐ", "Liên đoàn Lao động"),
    (r"LHPN", "Liên hiệp Phụ nữ"),
    (r"TNCS", "Thanh niên Cộng sản"),
    (r"KCN", "khu công nghiệp"),
    (r"CCN", "cụm công nghiệp"),
    (r"KKT", "khu kinh tế"),
    (r"CNC", "công nghệ cao"),
    (r"DNNN", "doanh nghiệp nhà nước"),
    (r"DN", "doanh nghiệp"),
    (r"ATGT", "an toàn giao thông"),
    (r"CSGT", "Cảnh sát giao thông"),
    (r"QLNN", "quản lý nhà nước"),
    (r"HTX", "hợp tác xã"),
    (r"TTHC", "thủ tục hành chính"),
    (r"CNTT", "công nghệ thông tin"),
    (r"PCCC", "phòng cháy, chữa cháy"),
    (r"THPT", "trung học phổ thông"),
    (r"GPMB", "giải phóng mặt bằng"),
    (r"TCTD", "tổ chức tín dụng"),
    (r"NHTM", "ngân hàng thương mại"),
    (r"QLTT", "Quản lý thị trường"),
    (r"TTXVN", "Thông tấn xã Việt Nam"),
    (r"EVN", "Tập đoàn Điện lực Việt Nam"),
    (r"PVN", "Tập đoàn Dầu khí Việt Nam"),
    (r"TKV", "Tập đoàn Công nghiệp Than - Khoáng sản Việt Nam"),
    (r"THADS", "Thi hành án dân sự"),
    (r"TAND", "Tòa án nhân dân"),
    (r"VKSND", "Viện kiểm sát nhân dân"),
    (r"NHCSXH", "Ngân hàng Chính sách xã hội"),
    (r"LLVT", "lực lượng vũ trang"),
    (r"PCTT", "phòng chống thiên tai"),
    (r"TKCN", "tìm kiếm cứu nạn"),
    (r"KH ?(?:&|và|[-–]) ?ĐT|KHĐT", "Kế hoạch và Đầu tư"),
    (r"KH ?(?:&|và|[-–]) ?CN|KHCN", "Khoa học và Công nghệ"),
    (r"GD ?(?:&|và|[-–]) ?ĐT|GDĐT", "Giáo dục và Đào tạo"),
    (r"TN ?(?:&|và|[-–]) ?MT|TNMT", "Tài nguyên và Môi trường"),
    (r"NN ?(?:&|và|[-–]) ?PTNT|NNPTNT", "Nông nghiệp và Phát triển nông thôn"),
    (r"NN ?(?:&|và|[-–]) ?MT|NNMT", "Nông nghiệp và Môi trường"),
    (r"TT ?(?:&|và|[-–]) ?TT|TTTT", "Thông tin và Truyền thông"),
    (r"LĐ ?[-–]? ?TB ?(?:&|và|[-–])? ?XH|LĐTBXH", "Lao động - Thương binh và Xã hội"),
    (r"VH ?,? ?TT ?(?:&|và|[-–]) ?DL|VHTTDL|VHTT&DL|VHTTVDL", "Văn hóa, Thể thao và Du lịch"),
    (r"VH ?(?:&|và|[-–]) ?TT|VHTT", "Văn hóa và Thể thao"),
    (r"DT ?(?:&|và|[-–]) ?TG|DTTG", "Dân tộc và Tôn giáo"),
    (r"QH ?[-–] ?KT|QHKT", "Quy hoạch - Kiến trúc"),
    (r"GTVT", "Giao thông vận tải"),
    (r"KTXH", "kinh tế - xã hội"),
    (r"VP(?= (?:UBND|Ủy ban|HĐND|Tỉnh|Đoàn))", "Văn phòng"),
    (r"TP\.?(?= |$)", "thành phố"),
    (r"TX\.?(?= )", "thị xã"),
    (r"(?<=nhân dân )Q\.? ?(\d{1,2})", r"quận \1"),
    (r"(?<=nhân dân )P\.? ?(\d{1,2})", r"phường \1"),
    (r"(?<=[Cc]ông ty )CP", "cổ phần"),
    (r"(?<=[Bb]ộ )TC|(?<=[Ss]ở )TC", "Tài chính"),
    (r"(?<=[Bb]ộ )XD|(?<=[Ss]ở )XD", "Xây dựng"),
    (r"(?<=[Bb]ộ )CT|(?<=[Ss]ở )CT", "Công Thương"),
    (r"(?<=[Bb]ộ )NV|(?<=[Ss]ở )NV", "Nội vụ"),
    (r"(?<=[Bb]ộ )YT|(?<=[Ss]ở )YT", "Y tế"),
    (r"(?<=[Bb]ộ )TP\b|(?<=[Ss]ở )TP\b", "Tư pháp"),
    (r"(?<=[Bb]ộ )CA", "Công an"),
    (r"(?<=[Bb]ộ )QP", "Quốc phòng"),
    (r"(?<=[Bb]ộ )NG", "Ngoại giao"),
    (r"(?<=[Ss]ở )DL", "Du lịch"),
    (r"(?<=[Ss]ở )NGV", "Ngoại vụ"),
]
_ABBREVIATIONS = [(re.compile(rf"(?<![^\W_])(?:{short})(?![^\W_])"), full) for short, full in _WRITTEN_OUT]
_SPACE = re.compile(r"\s+")
_MAY_ABBREVIATE = re.compile(r"[A-ZĐ]{2}|[A-ZĐ]&[A-ZĐ]")


def written_out(name: str) -> str:
    """`name` with its abbreviations written out and one space between words."""
    name = _SPACE.sub(" ", name).strip(" .,;:")
    if not _MAY_ABBREVIATE.search(name):
        return name
    for short, full in _ABBREVIATIONS:
        name = short.sub(full, name)
    return _SPACE.sub(" ", name).strip()
