"""A notice we wrote: every case a clerk meets, addressed to the cast."""

NOTICE = """ỦY BAN NHÂN DÂN TỈNH
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 121/TB-UBND
Đồng Mít, ngày 16 tháng 11 năm 2026

THÔNG BÁO
Kết luận của Chủ tịch Ủy ban nhân dân tỉnh Trịnh Quốc Hưng tại cuộc họp về phát triển các khu công nghiệp

Ngày 12 tháng 11 năm 2026, Chủ tịch Ủy ban nhân dân tỉnh Trịnh Quốc Hưng chủ trì cuộc họp nghe báo cáo tình hình các khu công nghiệp. Sau khi nghe các ý kiến, Chủ tịch Ủy ban nhân dân tỉnh kết luận như sau:

1. Giao Ban Quản lý các khu công nghiệp chủ trì, phối hợp với Công an tỉnh xây dựng quy chế phối hợp quản lý lao động 🏭; hoàn thành trước ngày 13 tháng 12 năm 2026.

2. Giao Sở Tài chính chủ trì, phối hợp với các sở, ngành liên quan tham mưu bố trí vốn đối ứng cho hạ tầng ngoài hàng rào.

3. Yêu cầu Ủy ban nhân dân các xã, phường rà soát, công khai thủ tục hành chính trước ngày 15 tháng 12 năm 2026.

4. Giao Sở Tài chính, Sở Nông nghiệp và Môi trường hướng dẫn các chủ đầu tư hoàn thiện hồ sơ.

5. Giao Công an tỉnh định kỳ hằng tháng báo cáo Ủy ban nhân dân tỉnh tình hình an ninh, trật tự.

Văn phòng Ủy ban nhân dân tỉnh thông báo để các đơn vị biết, thực hiện./.

Nơi nhận:
- Như trên;
- Lưu: VT.
CHÁNH VĂN PHÒNG
Đoàn Nhật Minh
"""  # noqa: E501 — a paragraph of a document is one line
