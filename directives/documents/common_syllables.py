"""Syllables with a mark that official Vietnamese uses often, from our own texts: they settle how torn ones join."""

from typing import Final

from .words import words

COMMON: Final = frozenset(
    words("""
biên biến biết biểu biện biệt buổi buộc bà bàn bào bày bá bách bán báo bãi bên bình bí bích bôi bù bùi bưu
bước bạc bạn bản bảng bảo bất bắc bắt bằng bế bệnh bị bỏ bố bối bốn bồi bổ bộ chiến chiều chuyên chuyển
chuẩn chuỗi chánh cháy châu chí chính chú chúc chăm chưa chương chạy chấp chậm chắc chặt chẽ chế chỉ chỉnh
chịu chọn chối chống chốt chỗ chờ chủ chứa chức chứng chữ chữa cuối cuộc cá các cách cán cáo cân câu còn có
công cùng căn cũ cũng cơ cư cương cường cạnh cả cải cảm cảng cảnh cấm cấp cấu cầm cần cầu cẩm cập cắm cắt cố
cổ cổng cộng cụ cục cụm của cứ cứu cử cửa cực diễn diện diệp duyệt dài dành dán dân dây dòng dõi dùng dương
dưới dưỡng dạng dấu dẫn dịp dục dụng dừng dữ dự dựng ghép giàng giá giám giáo giải giảm giỗ giờ giữ giữa gây
gì góp gấm gắn gắng gọi gồm gộp gỡ gợi gửi hiểm hiện hiệp hiệu hoài hoàn hoàng hoá hoán hoạch hoạt hoặc
huyền huyện huấn huế huỳnh hà hàn hàng hành hãy hình hòa hóa hôm hông hút hơn hư hưng hướng hạ hạn hạnh hạt
hải hậu hằng hết hệ họ học họp hỏng hồ hồi hồng hỗ hộ hội hộp hợp hủy hứa hữu khoản khuyến khuê khác khái
khám khánh khích khó khóa khô khôi không khăn khải khảo khẩn khẩu khắc khẳng khỏe khớp khởi kiên kiếm kiến
kiều kiểm kiện kèm kê kêu kích kính ký kế kết kể kịch kịp kỳ kỷ kỹ liên liền liệu loại luôn luận luật luồng
là làm lào lâm lãnh lê lên lò lùi lúc lý lĩnh lưu lương lược lượng lượt lại lấp lấy lần lập lắp lễ lệ lệnh
lịch lọc lồng lỗi lộ lớn lời lở lợi lục lực miễn muộn máy mã mình mít mô môi môn mùa mưu mạc mại mạnh mất
mầm mẫu mật mắc mắt mặt mọi mỏ mỗi một mới mời mở mục mừng mỹ nghiêm nghiên nghiệm nghiệp nghèo nghênh nghĩa
nghề nghệ nghỉ nghị ngoài ngoại nguyên nguyễn nguyệt nguồn ngành ngày ngân ngô ngôn ngõ người ngọc ngừa
ngừng ngữ nhiên nhiều nhiễm nhiệm nhà nhánh nhân nhìn nhóm như nhưng nhấn nhất nhận nhập nhật nhắc nhằm nhịp
nhở những niêm niên nào này nâng nén nên nêu nói nóng nông nút năm năng nơi nước nạn nắm nằm nẵng nếu nối nổ
nỗ nội nộp nửa nữ nữa phiên phá phái pháp phát phân phép phê phí phía phòng phó phóng phông phù phùng phú
phúc phút phương phước phường phạm phạt phải phản phần phẩm phố phối phổ phụ phục phủ quyết quyền quàng quá
quách quán quát quân quý quả quản quảng quận quốc quỹ riêng rà rào rõ rút rất rằng rồi rộng rời rừng soát
soạn suất sách sáng sát sáu sóc sông sơ sơn sạt sản sắp sẵn sẻ sẽ số sống sổ sớm sở sức sử sửa sự thiên
thiết thiếu thiểu thiện thoát thoại thuê thuận thuật thuế thuốc thuộc thành thác thái tháng tháo thân thêm
thì thôn thông thúc thơ thư thương thường thượng thải thảo thấy thần thầu thẩm thắng thế thể thị thống thời
thủ thủy thứ thức thừa thử thực tiêm tiên tiêu tiến tiếng tiếp tiết tiền tiểu toàn toán triển triệt triệu
truyền trách trâm trên trì trình trí trích trò trú trúc trưa trương trước trường trưởng trạm trạng trả trấn
trần trận trật trắc trị trịnh trọ trọng trống trồng trợ trụ trục trữ trực tuyên tuyến tuyển tuần tài tác
tách tái tâm tân tên tìm tình tích tín tính tòa tô tôi tôn túc tăng tư tương tướng tạ tại tạm tạo tải tấn
tất tầm tầng tập tắc tắt tế tết tệp tỉnh tịch tọa tỏ tỏa tố tối tống tốt tồn tổ tổng tộc tới tờ tục tức từ
từng tử tự tỷ uỷ viên việc viện việt và vào vân vì vòng võ vùng văn vĩnh vũ vương vướng vượt vấn vẫn vận vật
vậy vẽ về vệ vị vốn với vụ vừa vực xuyên xuân xuất xác xây xã xét xí xúc xả xếp xử yên yêu yến yết yếu án
ánh áp ít ông đa đai đang đi đinh điều điểm điện đo đoàn đoạn đà đài đàm đào đán đánh đáp đâu đây đã đê đình
đính đó đón đóng đô đôn đông đúng đăng đơn đưa đường được đạc đại đạo đạt đảm đảng đất đấu đầu đầy đẩy đặc
đặng đặt đẹp đếm đến đề đều để địa định đọc đốc đối đồ đồng đổi đỗ độ độc đội động đột đời đủ đức ơn ưu ương
ảnh ết ổn ủy ứng
""")
)
