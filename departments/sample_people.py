"""Made-up people of the sample province and the posts they hold: (full name, post, title, division)."""

Person = tuple[str, str, str, str]


def _person(name: str, post: str, title: str = "", division: str = "") -> Person:
    return (name, post, title, division)


_KTTH = "Phòng Kinh tế tổng hợp"
_P = _person

PEOPLE: dict[str, tuple[Person, ...]] = {
    "UBND": (
        _P("Trịnh Quốc Hưng", "chair", "Chủ tịch UBND tỉnh"),
        _P("Vũ Đình Khải", "vice_chair", "Phó Chủ tịch Thường trực UBND tỉnh"),
        _P("Lâm Thị Hồng Gấm", "vice_chair", "Phó Chủ tịch UBND tỉnh"),
        _P("Nguyễn Phúc Bảo Long", "vice_chair", "Phó Chủ tịch UBND tỉnh"),
        _P("Cao Thị Minh Nguyệt", "vice_chair", "Phó Chủ tịch UBND tỉnh"),
    ),
    "VP": (
        _P("Đoàn Nhật Minh", "chief_of_office", "Chánh Văn phòng"),
        _P("Phan Thị Kim Oanh", "deputy", "Phó Chánh Văn phòng"),
        _P("Phạm Thị Ngọc Diệp", "monitor", "Chuyên viên theo dõi", _KTTH),
        _P("Bùi Thị Quỳnh Anh", "monitor", "Chuyên viên theo dõi", "Phòng Khoa giáo - Văn xã"),
        _P("Nguyễn Xuân Trường", "monitor", "Chuyên viên theo dõi", _KTTH),
        _P("Mai Thị Thanh Xuân", "clerk", "Văn thư", "Phòng Hành chính - Tổ chức"),
        _P("Đinh Công Thành", "officer", "Chuyên viên", "Phòng Hành chính - Tổ chức"),
        _P("Tạ Quang Duy", "administrator", "Quản trị hệ thống", "Phòng Hành chính - Tổ chức"),
    ),
    "STC": (
        _P("Hoàng Đức Toàn", "head", "Giám đốc"),
        _P("Trương Thị Bích Hạnh", "deputy", "Phó Giám đốc"),
        _P("Võ Thị Mỹ Lệ", "clerk", "Văn thư"),
        _P("Đặng Thùy Linh", "officer", "Chuyên viên", "Phòng Đầu tư công"),
        _P("Kiều Văn Phong", "officer", "Chuyên viên chính", "Phòng Quản lý doanh nghiệp"),
        _P("Phùng Gia Khánh", "officer", "Chuyên viên", "Phòng Quản lý ngân sách"),
    ),
    "SXD": (
        _P("Lưu Bách Thảo", "head", "Giám đốc"),
        _P("Nghiêm Xuân Thủy", "deputy", "Phó Giám đốc"),
        _P("Hà Thị Tuyết Nhung", "clerk", "Văn thư"),
        _P("Dương Tấn Lộc", "officer", "Chuyên viên chính", "Phòng Quy hoạch - Kiến trúc"),
        _P("Trần Nguyễn Khánh Vy", "officer", "Chuyên viên", "Phòng Hạ tầng giao thông"),
        _P("Lại Hữu Nghĩa", "officer", "Chuyên viên", "Phòng Quản lý nhà"),
    ),
    "SNNMT": (
        _P("Công Huyền Tôn Nữ Diệu Hương", "head", "Giám đốc"),
        _P("Triệu Quang Sơn", "deputy", "Phó Giám đốc"),
        _P("Quách Thị Lan Phương", "clerk", "Văn thư"),
        _P("Nguyễn Trần Đăng Khoa", "officer", "Chuyên viên", "Phòng Quản lý môi trường"),
        _P("Bế Thị Ngân Hà", "officer", "Chuyên viên", "Phòng Đăng ký và Thống kê đất đai"),
        _P("Tống Văn Cảnh", "officer", "Chuyên viên chính", "Phòng Thủy lợi"),
    ),
    "CCTL": (
        _P("Hứa Minh Quân", "head", "Chi cục trưởng"),
        _P("Âu Thị Kim Ngân", "clerk", "Văn thư"),
        _P("La Thị Diễm Quỳnh", "officer", "Chuyên viên"),
    ),
    "SCT": (
        _P("Vương Khả Phúc", "head", "Giám đốc"),
        _P("Đào Thị Cẩm Tú", "clerk", "Văn thư"),
        _P("Thân Đức Việt", "officer", "Chuyên viên", "Phòng Quản lý công nghiệp"),
        _P("Lê Thị Hà My", "officer", "Chuyên viên", "Phòng Quản lý năng lượng"),
    ),
    "SNV": (
        _P("Phí Thị Thu Trang", "head", "Giám đốc"),
        _P("Cù Huy Chương", "deputy", "Phó Giám đốc"),
        _P("Ngô Thị Hải Yến", "clerk", "Văn thư"),
        _P("Đỗ Hoàng Nam", "officer", "Chuyên viên", "Phòng Lao động - Việc làm"),
        _P("Vi Thị Ánh Nguyệt", "officer", "Chuyên viên", "Phòng Cải cách hành chính"),
    ),
    "SKHCN": (
        _P("Giang Minh Triết", "head", "Giám đốc"),
        _P("Lương Thị Hoài Thu", "clerk", "Văn thư"),
        _P("Chu Bá Thông", "officer", "Chuyên viên", "Phòng Chuyển đổi số"),
        _P("Nguyễn Lê Uyên Nhi", "officer", "Chuyên viên", "Phòng Quản lý khoa học"),
    ),
    "SVHTTDL": (
        _P("Khuất Duy Hải", "head", "Giám đốc"),
        _P("Tăng Thị Như Quỳnh", "clerk", "Văn thư"),
        _P("Hứa Vĩnh Sang", "officer", "Chuyên viên", "Phòng Quản lý du lịch"),
        _P("Âu Dương Thị Mai", "officer", "Chuyên viên", "Phòng Quản lý văn hóa"),
    ),
    "SGDDT": (
        _P("Từ Thị Phương Thanh", "head", "Giám đốc"),
        _P("Ninh Văn Hậu", "clerk", "Văn thư"),
        _P("Trịnh Thị Kiều Oanh", "officer", "Chuyên viên", "Phòng Giáo dục mầm non - tiểu học"),
        _P("Đàm Quang Vinh", "officer", "Chuyên viên", "Phòng Giáo dục nghề nghiệp"),
    ),
    "SYT": (
        _P("Tôn Thất Nhật Quang", "head", "Giám đốc"),
        _P("Huỳnh Thị Bảo Châu", "clerk", "Văn thư"),
        _P("La Thanh Huyền", "officer", "Chuyên viên", "Phòng Nghiệp vụ y"),
        _P("Mạc Đăng Thái", "officer", "Chuyên viên", "Phòng Bảo trợ xã hội"),
    ),
    "STP": (
        _P("Thái Thị Hồng Vân", "head", "Giám đốc"),
        _P("Lê Nguyễn Tường Vi", "clerk", "Văn thư"),
        _P("Nhữ Đình Bằng", "officer", "Chuyên viên chính", "Phòng Xây dựng và kiểm tra văn bản"),
    ),
    "SDTTG": (
        _P("Bàn Thị Liễu", "head", "Giám đốc"),
        _P("Giàng A Sinh", "clerk", "Văn thư"),
        _P("H’Yer Niê Kđăm", "officer", "Chuyên viên", "Phòng Chính sách dân tộc"),
    ),
    "SNGV": (
        _P("Doãn Hải Đăng", "head", "Giám đốc"),
        _P("Phạm Ngọc Trâm Anh", "clerk", "Văn thư"),
        _P("Lục Gia Huy", "officer", "Chuyên viên", "Phòng Hợp tác quốc tế"),
    ),
    "TTT": (
        _P("Ông Ích Kiên", "head", "Chánh Thanh tra"),
        _P("Hồ Thị Thảo Nguyên", "clerk", "Văn thư"),
        _P("Sầm Văn Đại", "officer", "Thanh tra viên", "Phòng Nghiệp vụ 1"),
    ),
    "BQLKCN": (
        _P("Lê Trọng Nghĩa", "head", "Trưởng ban"),
        _P("Ngô Thị Thu Hằng", "deputy", "Phó Trưởng ban"),
        _P("Đỗ Tiến Đạt", "clerk", "Văn thư"),
        _P("Nguyễn Hoàng Thảo Ly", "officer", "Chuyên viên", "Phòng Quản lý đầu tư"),
        _P("Trần Gia Bảo", "officer", "Chuyên viên", "Phòng Quy hoạch, xây dựng và môi trường"),
        _P("Hoàng Nguyễn Bảo Trâm", "officer", "Chuyên viên", "Phòng Quản lý lao động"),
        _P("Nguyễn Thị Phương", "officer", "Chuyên viên", "Phòng Quản lý đầu tư"),
    ),
    "BQLDAGT": (
        _P("Đậu Xuân Bình", "head", "Giám đốc"),
        _P("Cấn Thị Hồng Loan", "clerk", "Văn thư"),
        _P("Phan Nguyễn Minh Nhật", "officer", "Cán bộ kỹ thuật", "Phòng Điều hành dự án 1"),
        _P("Ưng Hoài Nam", "officer", "Cán bộ", "Phòng Giải phóng mặt bằng"),
    ),
    "CAT": (
        _P("Bùi Quyết Thắng", "head", "Giám đốc"),
        _P("Lê Thị Diễm Hằng", "clerk", "Văn thư"),
        _P("Trần Đình Trọng Tấn", "officer", "Cán bộ", "Phòng An ninh kinh tế"),
        _P("Nông Văn Thắng", "officer", "Cán bộ", "Phòng Cảnh sát phòng cháy, chữa cháy"),
    ),
    "BCHQS": (
        _P("Hàn Quốc Việt", "head", "Chỉ huy trưởng"),
        _P("Vàng Thị Sáo", "clerk", "Văn thư"),
    ),
    # Two posts each: the task force borrows its people.
    "TCT": (
        _P("Vũ Đình Khải", "head", "Tổ trưởng"),
        _P("Kiều Văn Phong", "clerk", "Thư ký Tổ công tác"),
        _P("Thân Đức Việt", "officer", "Thành viên"),
    ),
    "P-BINHSA": (
        _P("Lý Văn Sáng", "head", "Chủ tịch UBND phường"),
        _P("Nguyễn Thị Hồng Nhung", "clerk", "Văn thư"),
        _P("Phạm Đức Anh Tuấn", "officer", "Công chức"),
    ),
    "P-DONGMIT": (
        _P("Trần Thị Thanh Thúy", "head", "Chủ tịch UBND phường"),
        _P("Đoàn Văn Chiến", "clerk", "Văn thư"),
    ),
    "P-HAIVAN": (
        _P("Huỳnh Ngọc Phước", "head", "Chủ tịch UBND phường"),
        _P("Lê Thị Kim Chi", "clerk", "Văn thư"),
    ),
    "P-NAMCUANGO": (
        _P("Ngô Quang Vũ", "head", "Chủ tịch UBND phường"),
        _P("Tô Thị Bích Ngọc", "clerk", "Văn thư"),
    ),
    "P-TANHOITHUONG": (
        _P("Phan Thị Mộng Tuyền", "head", "Chủ tịch UBND phường"),
        _P("Cao Văn Trí", "clerk", "Văn thư"),
        _P("Võ Hoàng Yến Nhi", "officer", "Công chức"),
    ),
    "X-CAMKHEDONG": (
        _P("Hoàng Văn Thụy", "head", "Chủ tịch UBND xã"),
        _P("Nguyễn Thị Ngoan", "clerk", "Văn thư"),
    ),
    "X-DAITHANH": (
        _P("Nguyễn Đăng Quang Huy", "head", "Chủ tịch UBND xã"),
        _P("Trần Thị Lụa", "clerk", "Văn thư"),
    ),
    "X-NGHIATRU": (
        _P("Đỗ Thị Thanh Nhàn", "head", "Chủ tịch UBND xã"),
        _P("Lê Văn Tư", "clerk", "Văn thư"),
    ),
    "X-PHULUONGHA": (
        _P("Lò Văn Inh", "head", "Chủ tịch UBND xã"),
        _P("Cầm Thị Xuân", "clerk", "Văn thư"),
    ),
    "X-QUYNHLAM": (
        _P("Trương Công Định Hòa", "head", "Chủ tịch UBND xã"),
        _P("Quàng Thị Ơn", "clerk", "Văn thư"),
    ),
    "X-YENTHUONG": (
        _P("Đinh Thị Mỹ Duyên", "head", "Chủ tịch UBND xã"),
        _P("Hà Văn Út", "clerk", "Văn thư"),
    ),
    "X-THACHBANG": (
        _P("Lê Hữu Đạt", "head", "Chủ tịch UBND xã"),
        _P("Phạm Thị Ý", "clerk", "Văn thư"),
    ),
}
