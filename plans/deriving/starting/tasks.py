"""What each kind of body usually does in the campaign: the standard tasks of a first draft, to be edited."""

from ..phrases.functions import Function

_GENERAL = (
    "Căn cứ chức năng, nhiệm vụ được giao, chọn việc thiết thực để hưởng ứng Tháng hành động vì trẻ em năm ⟦năm⟧;"
    " phân công người phụ trách và gửi kết quả đúng hạn.",
)

_BY_FUNCTION: dict[Function, tuple[str, ...]] = {
    Function.COMMUNES: (
        "Ban hành kế hoạch và tổ chức Tháng hành động vì trẻ em phù hợp với điều kiện của địa phương; tổ chức Lễ"
        " phát động ⟦lễ phát động⟧.",
        "Có ít nhất 01 công trình phục vụ trẻ em được làm mới hoặc sửa chữa; chỉ đạo mỗi thôn, tổ dân phố, trường"
        " học có ít nhất 01 việc làm thiết thực cho trẻ em.",
        "Rà soát trẻ em có hoàn cảnh đặc biệt và trẻ em có nguy cơ; tiếp nhận, xử lý ngay thông tin về trẻ em bị xâm"
        " hại, bạo lực.",
        "Tổng hợp, báo cáo kết quả ⟦hạn báo cáo⟧.",
    ),
    Function.HAMLETS: (
        "Tổ chức ít nhất 01 việc làm thiết thực cho trẻ em; nhắc gia đình trông giữ trẻ em ở nơi có ao hồ, sông"
        " suối, công trình đang thi công.",
        "Nắm hoàn cảnh của từng trẻ em trên địa bàn; báo ngay về {organ} khi có trẻ em bị xâm hại, bạo lực hoặc gặp"
        " nạn.",
    ),
    Function.FRONT: (
        "Vận động đoàn viên, hội viên và Nhân dân tham gia chăm lo, bảo vệ trẻ em; giám sát việc thực hiện Kế hoạch.",
    ),
    Function.YOUTH: (
        "Phối hợp tổ chức Lễ phát động; tiếp nhận trẻ em về sinh hoạt hè, tổ chức sân chơi, lớp kỹ năng, lớp dạy bơi.",
        "Tổ chức để trẻ em được nói lên ý kiến, nguyện vọng; tổng hợp kiến nghị của trẻ em gửi {organ}.",
    ),
    Function.WOMEN: (
        "Hướng dẫn hội viên kiến thức, kỹ năng làm cha mẹ; nhận đỡ đầu, giúp đỡ trẻ em mồ côi, trẻ em có hoàn cảnh"
        " đặc biệt.",
    ),
    Function.UNION: (
        "Chăm lo con đoàn viên, người lao động có hoàn cảnh khó khăn; vận động người sử dụng lao động không thuê trẻ"
        " em làm việc trái quy định.",
    ),
    Function.ASSOCIATION: (
        "Vận động hội viên giúp đỡ trẻ em khó khăn ở nơi cư trú; phát hiện và báo kịp thời nguy cơ mất an toàn đối"
        " với trẻ em.",
    ),
    Function.PARTY: ("Giám sát việc thực hiện chính sách, pháp luật về trẻ em và việc thực hiện Kế hoạch này.",),
    Function.COURT: ("Phối hợp giải quyết kịp thời, đúng pháp luật các vụ việc xâm hại trẻ em.",),
    Function.POLICE: (
        "Tiếp nhận, xác minh, xử lý ngay tin báo về xâm hại, bạo lực trẻ em; bảo vệ thông tin của trẻ em trong quá"
        " trình giải quyết.",
        "Tuyên truyền phòng ngừa tội phạm xâm hại trẻ em, an toàn giao thông, an toàn trên môi trường mạng; giữ trật"
        " tự tại các hoạt động đông trẻ em.",
    ),
    Function.EDUCATION: (
        "Dạy kỹ năng tự bảo vệ, phòng, chống đuối nước, xâm hại, bạo lực cho học sinh trước khi nghỉ hè; bàn giao"
        " học sinh về sinh hoạt hè tại nơi cư trú.",
        "Rà soát an toàn trường, lớp, bếp ăn, sân chơi; giúp đỡ học sinh có hoàn cảnh khó khăn.",
    ),
    Function.HEALTH: (
        "Khám, tư vấn sức khỏe, dinh dưỡng cho trẻ em; theo dõi tiêm chủng, lập danh sách trẻ em cần khám chuyên"
        " khoa hoặc phẫu thuật.",
        "Hướng dẫn sơ cứu, cấp cứu ban đầu khi trẻ em bị tai nạn, đuối nước; trực y tế tại các hoạt động đông trẻ em.",
    ),
    Function.MEDIA: (
        "Dành thời lượng, chuyên mục cho Tháng hành động vì trẻ em; giới thiệu Tổng đài 111 và những cách làm hay,"
        " bảo đảm không để lộ danh tính trẻ em.",
    ),
    Function.CULTURE: (
        "Tổ chức hoạt động văn hóa, thể thao, đọc sách, vui chơi cho trẻ em trong dịp hè; mở cửa nhà văn hóa, sân"
        " thể thao phục vụ trẻ em.",
    ),
    Function.JUSTICE: ("Phổ biến pháp luật về trẻ em; trợ giúp pháp lý cho trẻ em bị xâm hại, bạo lực.",),
    Function.INTERIOR: (
        "Hướng dẫn, thẩm định hồ sơ khen thưởng tập thể, cá nhân có thành tích trong công tác trẻ em.",
    ),
    Function.FINANCE: (
        "Tham mưu bố trí kinh phí thực hiện Kế hoạch theo phân cấp ngân sách; hướng dẫn sử dụng, thanh toán, quyết"
        " toán.",
    ),
    Function.OFFICE: (
        "Theo dõi việc thực hiện Kế hoạch; đăng tải Kế hoạch và kết quả thực hiện trên trang thông tin điện tử.",
    ),
}


def standard_tasks(function: Function, organ: str) -> tuple[str, ...]:
    """The tasks a body of this field usually has in the plan of `organ`; a general one for other bodies."""
    return tuple(task.replace("{organ}", organ) for task in _BY_FUNCTION.get(function, _GENERAL))
