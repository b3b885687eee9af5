"""The vocabulary of orders: who speaks, how an order is given, what may be done, what is only said.

These are words of the administrative language at large, not of particular documents; a word that an
office name may hold in lower case ("dự án đầu tư xây dựng") stands among the soft verbs.
"""

from __future__ import annotations

from directives.reading.folding import phrases, word_set

OPEN_ORDERS = phrases(
    """
    giao cho|giao|yêu cầu|đề nghị|phân công|giao nhiệm vụ cho|giao trách nhiệm cho|yêu cầu cho|
    ủy quyền cho|thống nhất giao|đồng ý giao|nhất trí giao|nghiêm cấm|giao thêm|thống nhất chỉ đạo|
    thống nhất yêu cầu|giao nhiệm vụ"""
)
"""Those that give an order without a speaker named; the others may be the addressee's own action."""

ORDERS = phrases(
    """giao cho|giao|yêu cầu|đề nghị|chỉ đạo|phân công|giao nhiệm vụ cho|giao trách nhiệm cho|kiến nghị
    nhắc nhở|lưu ý|mong muốn|mong|kêu gọi|quán triệt|đề xuất|yêu cầu cho|chỉ thị|ra lệnh|giao nhiệm vụ|
    ủy quyền cho|thống nhất giao|đồng ý giao|nhất trí giao|nghiêm cấm|giao thêm"""
)
"""Verbs that give an order to the one named after them."""

SPEECH = phrases(
    """nhấn mạnh|nêu rõ|chỉ rõ|cho rằng|khẳng định|cho biết|cho hay|lưu ý|quán triệt|nhắc nhở|chỉ ra|gợi ý|nêu|
    kết luận|phát biểu|bày tỏ|cũng cho rằng|nói|lưu ý thêm|nhắc lại|phân tích|đặt vấn đề|gợi mở|
    đặt ra mục tiêu|đặt mục tiêu"""
)
"""Verbs of saying: what follows is an order only with cần, phải or an addressee and an action."""

SPEECH_ADVERBS = phrases(
    "cũng|đã|đồng thời|tiếp tục|một lần nữa|vừa|lại|đặc biệt|nghiêm khắc|thẳng thắn|trực tiếp|còn"
)

MODALS = phrases(
    """
    cần phải|cần thiết phải|cần sớm|cần|đều phải|cũng phải|cũng cần|đều cần|phải|có trách nhiệm|
    chịu trách nhiệm|có nhiệm vụ|bắt buộc phải|không được phép|không được|tuyệt đối không|
    kiên quyết không|nhất định phải|sẽ phải|nên|không nên"""
)
"""Words that make an action a duty."""

_ASSIGNED = """được giao nhiệm vụ|được giao chủ trì|được giao|được phân công|được yêu cầu|được đề nghị|
    được ủy quyền|được chỉ định|được chính phủ giao|được thủ tướng giao|được thủ tướng chính phủ giao|
    được phó thủ tướng giao|được ubnd tỉnh giao|được ubnd thành phố giao|được chủ tịch ubnd tỉnh giao|
    được lãnh đạo tỉnh giao|được chính phủ yêu cầu|được thủ tướng yêu cầu|được chủ tịch ubnd tỉnh yêu cầu"""
ASSIGNED = phrases(
    "|".join(
        (_ASSIGNED, _ASSIGNED.replace("được ", "cũng được "), _ASSIGNED.replace("được ", "đồng thời được "))
    )
)

MANNER = phrases(
    """
    làm đầu mối|là đầu mối|là cơ quan đầu mối|là đơn vị đầu mối|khẩn trương|lập tức|ngay lập tức|tiếp tục|
    chủ động|tích cực|tập trung|nghiêm túc|kịp thời|thường xuyên|
    sớm|nhanh chóng|
    trực tiếp|quyết liệt|nỗ lực|phấn đấu|quyết tâm|ưu tiên|chú trọng|đặc biệt quan tâm|đặc biệt lưu ý|
    đặc biệt chú trọng|định kỳ|hằng tuần|hàng tuần|hằng tháng|hàng tháng|hằng quý|hàng quý|hằng năm|
    hàng năm|kiên quyết|đồng loạt|tiên phong|nghiêm chỉnh|phối hợp|phối với|chủ trì|căn cứ|theo chức năng|
    theo nhiệm vụ|theo thẩm quyền|theo lĩnh vực|theo phạm vi|trên cơ sở|trong phạm vi|trong quá trình|
    tăng cường|đẩy mạnh|đẩy nhanh|tổ chức thực hiện|chung tay|đồng hành|sẵn sàng|trước mắt|ngay sau|
    bước đầu|cơ bản|trong tháng|trong quý|trong ngày|trong tuần|trong vòng|trong thời hạn|trước ngày|
    chậm nhất|nhất trí|đồng tâm|mạnh dạn|linh hoạt|từng bước|đặc biệt là|rất|cố gắng|gương mẫu|quyết định|
    thừa ủy quyền|thay mặt|nghiêm khắc|thực sự|kiên trì|kiên định|toàn diện|sâu sát|cùng|cùng với|
    cùng nhau|luôn|hết sức|không ngừng|thống nhất|rốt ráo|đồng bộ|khẩn cấp"""
)
"""How an action is done; after an office name such a word opens the predicate."""

VERBS = phrases(
    """
    báo cáo|rà soát|tham mưu|triển khai|thực hiện|tổ chức|hoàn thành|hoàn thiện|hoàn chỉnh|hoàn tất|
    giám sát|theo dõi|đôn đốc|hướng dẫn|xử lý|giải quyết|tháo gỡ|đề xuất|trình|ban hành|công bố|
    tuyên truyền|vận động|phổ biến|quán triệt|thúc đẩy|nâng cao|cải thiện|bảo đảm|đảm bảo|giữ vững|
    giữ gìn|giữ|duy trì|phát huy|khắc phục|chấn chỉnh|siết chặt|thắt chặt|bố trí|cân đối|phân bổ|
    giải ngân|thu hút|mời|kêu gọi|tạo điều kiện|tạo|cung cấp|cung ứng|cập nhật|bổ sung|điều chỉnh|sửa đổi|
    phê duyệt|thẩm tra|quyết định|xem xét|xác định|làm rõ|làm việc|làm tốt|làm|liên hệ|thống kê|tổng hợp|
    đánh giá|phân tích|dự báo|lập|thành lập|kiện toàn|sắp xếp|cơ cấu|tinh gọn|bàn giao|tiếp nhận|tiếp thu|
    giải trình|giao|phân công|phân cấp|ủy quyền|ký|đàm phán|đấu giá|đấu thầu|lựa chọn|chọn|khởi công|
    nghiệm thu|quyết toán|thanh toán|đưa|chuẩn bị|mở rộng|mở|ứng dụng|chuyển đổi|số hóa|bồi dưỡng|
    tập huấn|tuyển dụng|chăm lo|chăm sóc|phòng,|phòng chống|ngăn chặn|phòng ngừa|đấu tranh|tôn tạo|trồng|
    khảo sát|đo đạc|cắm mốc|kiểm kê|kiểm đếm|bồi thường|thu hồi|cấp|thu|nộp|tiết kiệm|tiết giảm|cắt giảm|
    rút ngắn|đơn giản hóa|huy động|sử dụng|bám sát|nắm bắt|nắm chắc|nắm|nhận diện|lồng ghép|gắn|kết nối|
    liên thông|chia sẻ|công khai|minh bạch|niêm yết|rút kinh nghiệm|kiểm điểm|khen thưởng|kỷ luật|
    nhân rộng|lan tỏa|tham gia|đóng góp|cử|gửi|thông tin|thông báo|truyền thông|xóa|giảm|tăng|cải cách|
    đổi mới|cụ thể hóa|thể chế hóa|hình thành|thiết lập|tiến hành|thí điểm|đăng ký|khai trương|
    khánh thành|tổng kết|sơ kết|phát động|hưởng ứng|phát hiện|phát hành|tập hợp|thực thi|áp dụng|tuân thủ|
    chấp hành|dừng|tạm dừng|đình chỉ|chuyển|di dời|di chuyển|hợp nhất|sáp nhập|tháo|giám định|xác minh|
    điều tra|truy xuất|khôi phục|phục hồi|ổn định|ứng phó|cứu trợ|quan tâm|đổi|nghiên cứu|hỗ trợ|đầu tư|
    đào tạo|kiểm tra|kiểm soát|chỉ đạo|lãnh đạo|điều hành|xây dựng|phát triển|quản lý|quy hoạch|bảo vệ|
    khai thác|thi công|vận hành|thẩm định|thanh tra|giải phóng|tư vấn|quảng bá|xúc tiến|sản xuất|bảo tồn|
    bảo trì|sửa chữa|nâng cấp|cải tạo|chỉnh trang|chỉnh sửa|chỉnh lý|thay thế|thay đổi|bãi bỏ|hủy bỏ|
    lấy ý kiến|lấy|góp ý|trao đổi|thống nhất|đối thoại|tiếp xúc|tiếp công dân|trả lời|phản hồi|phân loại|
    phân tuyến|phân luồng|bóc tách|đề ra|đặt|tính toán|kéo giảm|hạ|miễn|giãn|hoãn|gia hạn|cho vay|chủ trì|
    phối hợp|nghiêm cấm|cấm|tránh|chống|hạn chế|không để|có kế hoạch|có phương án|có giải pháp|
    có biện pháp|có văn bản|có hướng dẫn|có cơ chế|có chính sách|có thông tư|có trách nhiệm|có hình thức|
    có báo cáo|có lộ trình|có kịch bản|có ý kiến|coi trọng|lưu ý|chú ý|tận dụng|tranh thủ|khơi thông|
    khai thông|đẩy lùi|triệt phá|tấn công|tuần tra|xử phạt|tịch thu|tiêu hủy|tiêm|khoanh|dập|cách ly|
    điều trị|khám|tôn vinh|biểu dương|đăng|đăng tải|đăng cai|tiếp cận|định hướng|định giá|xác nhận|
    chứng nhận|cấp phép|quy định|nêu cao|đề cao|hài hòa|chấp nhận|thu gom|phân định|thiết kế|sáng tạo|
    tích hợp|đa dạng hóa|hiện đại hóa|tối ưu hóa|tái cơ cấu|tái|cổ phần hóa|thoái vốn|mua sắm|mua|bán|
    thuê|hy sinh|đặt hàng|gỡ|bứt phá|nghiệm|giải tỏa|hợp tác|liên kết|xã hội hóa|đồng hành|đề cử|bầu|đón|
    dành|trích|ứng vốn|tiêu thụ|truy thu|xem lại|ra quân|ra soát|đề nghị|yêu cầu|kiến nghị|dự thảo|
    soạn thảo|phục vụ|khuyến cáo|cảnh báo|phản biện|cam kết|đồng tâm hiệp lực|thông qua|tham vấn|bàn bạc|
    thảo luận|nhân lên|rà phá|trưng bày|kích cầu|kích hoạt|kiến tạo|bình ổn|dự trữ|tích trữ|điều tiết|xả|
    vận chuyển|điều động|luân chuyển|bổ nhiệm|miễn nhiệm|thu dọn|tháo dỡ|cưỡng chế|kê khai|áp giá|chi trả|
    khoanh vùng|số hoá|kết luận|thanh lý|tiết lộ|bảo mật|vinh danh|trao|thắp sáng|làm đẹp|vệ sinh|
    giáo dục|nhắc nhở|răn đe|truy tố|xét xử|thi hành|tạm ứng|khẳng định|kế thừa|
    đừng để|đặt hàng|đảm đương|theo sát|bám nắm|nắm sát|nhận thức|tự cường|chủ quan|duyệt|cắt|cấm|chờ đợi|
    khoán trắng|hạ mực nước|
    trực 24|phủ sóng|xả lũ|đóng|cập bến|neo đậu|kêu gọi tàu|
    xuống địa bàn|xuống cơ sở|sẵn lòng|cho nghỉ|cho học sinh|cho phép|cắm|chốt|treo|tháo gỡ|cộng tác|
    mời gọi|bình tĩnh|dẹp|phản bác|tham chiếu|hợp lý hóa|đi đầu|nêu gương|làm gương|bắt tay|chung sức|
    nhắc việc|gắn kết|tính đủ|tính đúng|nuôi dưỡng|bồi đắp|phân vai|phân nhiệm|quan trắc|đối chiếu|rút kinh|chia tách|
    họp giao ban|giao ban|có sơ kết|có tổng kết|vào cuộc|lắp đặt|tham khảo|tìm hiểu|rà lại|lo cho|
    lên kế hoạch|lên phương án|thu xếp|học tập|củng cố|rèn luyện|
    tu sửa|duy tu|bảo dưỡng|nạo vét|sưu tầm|trang bị|biên soạn|hiệp thương|trợ giúp|ủng hộ|cứu hộ|tìm kiếm|sơ tán|
    túc trực|ứng trực|trực ban|gia cố|đắp đê|cân nhắc|cho phép|tạo lập|lập lại|khống chế|giảng dạy|dạy nghề|
    phối kết hợp|giao lưu|giới thiệu|cổ vũ|động viên|thăm hỏi|tri ân|chi trả|truy trách nhiệm|quy trách nhiệm|
    đăng ký|kê biên|niêm phong|thu giữ|bắt giữ|khởi tố|rút ngắn|thay mới|thay thế|lát|trải nhựa|san lấp|đấu nối|
    thông xe|thông tuyến|hoàn trả|trả lại|đền bù|định hình|định canh|tái lập|phân khu|lập quy hoạch|cắt tỉa|trồng mới|
    chăn nuôi|nuôi|gieo|thu hoạch|tiêm phòng|phun|khử khuẩn|xét nghiệm|truy vết|giám định|rà quét|ngừng|chấm dứt|
    bãi nhiệm|cho thôi|tinh giản|luân phiên|bố trí lại|điều phối|kết hợp|lên án|phê phán|nhắc lại|ghi hình|lưu trữ|
    lưu giữ|số hoá|đồng bộ hóa|chuẩn hóa|cấp mới|cấp đổi|thu phí|thu nợ|đòi|xin ý kiến|xin|thỏa thuận|ký kết|
    trao đổi|đề đạt|phản ánh|báo|soát xét|thẩm tra|kiểm toán|tự kiểm tra|tự rà soát|nhập|xuất|bảo lãnh|thế chấp|
    tập kết|xây|làm mới|làm lại|sửa|lập hồ sơ|ra quyết định|ra văn bản|ra thông báo|có đề án|có phương hướng|
    có quy chế|có cam kết|có đánh giá|có công văn|có tờ trình|có chương trình|có quy định|có quyết định"""
)
"""Actions."""

SOFT = phrases(
    """
    quản lý|đầu tư|xây dựng|phát triển|sản xuất|kinh doanh|thẩm định|bảo vệ|kiểm tra|điều hành|
    hỗ trợ|xúc tiến|giải phóng|quy hoạch|đào tạo|nghiên cứu|khai thác|tư vấn|thi công|giám sát|kiểm soát|
    phòng,|phòng chống|vận hành|phục vụ|chế biến|đấu giá|đo đạc|quan trắc|chăm sóc|thiết kế|tiếp công dân|
    bảo tồn|kiểm soát bệnh tật|đổi mới|chuyển đổi|tín dụng|thu|cấp|ứng dụng|bảo trì|giáo dục|thanh tra|
    bồi dưỡng|có|cứu trợ|dự báo|cung cấp|cung ứng|cấp phép|truyền thông|thông tin|cải cách|phục hồi|
    tham mưu|tái cơ cấu|thuê|mua|bán|trồng|tái định cư|tái"""
)
"""Actions that may also stand inside an office's name or tail: the shorter name is tried only if needed."""

PRAISE = phrases(
    """
    thống nhất|đánh giá cao|ghi nhận|biểu dương|hoan nghênh|cảm ơn|trân trọng cảm ơn|chúc mừng|bày tỏ|
    chia sẻ với|đồng tình|thống nhất với|cơ bản thống nhất|thống nhất chủ trương|thống nhất về|
    thống nhất nội dung|thống nhất cao|đồng ý|nhất trí|cơ bản nhất trí|cơ bản đồng ý|khuyến khích|
    tin tưởng|cơ bản hoàn thành|nhìn chung|tuy nhiên|phê bình|trong bối cảnh|đánh giá đúng|xin cảm ơn|
    thay mặt|có được kết quả|sau khi nghe|cho ý kiến về|hoan hô|cơ bản đáp ứng"""
)
"""What opens praise, agreement or a finding, never an order."""

PAST = frozenset({"đã", "đang", "từng", "vừa", "mới"})

CONNECTORS = phrases(
    """
    đồng thời|ngoài ra|bên cạnh đó|cùng với đó|do đó|do vậy|vì vậy|vì thế|theo đó|cụ thể|cụ thể là|
    trong đó|trên cơ sở đó|mặt khác|riêng|đặc biệt|đặc biệt là|trước mắt|thời gian tới|
    trong thời gian tới|trước hết|tiếp đó|sau đó|từ đó|thứ nhất|thứ hai|thứ ba|thứ tư|thứ năm|một là|
    hai là|ba là|bốn là|năm là|còn|và|song song với đó|song song đó|cùng đó|hiện nay|với tinh thần đó|
    trong thời gian tiếp theo|từ nay đến cuối năm|như vậy|ngay sau hội nghị này|ngay sau cuộc họp|
    ngay sau hội nghị|đối với|về phía|giao|để làm tốt các nhiệm vụ sắp tới|trường hợp cần thiết|
    trong trường hợp cần thiết|nhất là|việc này|nội dung này|vấn đề này"""
)

TOPICS = phrases(
    """
    định kỳ|hằng|hàng|mỗi|về|đối với|liên quan|để|nhằm|trên cơ sở|với|căn cứ|trước|trong|qua|từ|tại|theo|
    khi|sau|thực hiện|trường hợp|nếu|hết|năm|quý|tháng|ngay|riêng|phát biểu|kết luận|đồng tình|nhấn mạnh|
    lưu ý|khái quát|trên tinh thần|do đó|vì vậy|nhân|đến|ngoài|bên cạnh|cùng với|nhóm|dưới|quá trình|
    các nội dung|nội dung|kiến nghị|đề nghị|bằng|chỉ đạo|đánh giá|ghi nhận|cho ý kiến|giao nhiệm vụ|góp ý|
    chia sẻ|trao đổi|tiếp thu|chậm nhất|trưa|sáng|chiều"""
)
"""What opens an adverbial that may stand before the order and stays in its span."""

ADVERBIAL_ACTIONS = phrases(
    "thực hiện|tiếp thu|triển khai|tổng hợp|phát huy|kế thừa|khẳng định|thống nhất với|phục vụ|quán triệt"
)
"""Actions that may as well only tell the occasion of the order behind them ("Tiếp thu ý kiến …, Sở X …")."""

FAMILY_NAMES = word_set(
    """
    nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ hồ ngô dương lý đào đinh lâm trịnh mai tô hà cao trương
    đoàn lương chu vương tạ quách thái kiều triệu lưu phùng tống giàng thào lò vừ sùng quàng cầm bế nông hứa văn tăng
    """
)
"""First words of persons' names."""
