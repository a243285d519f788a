/**
 * The 13 district-level units of Quảng Ninh and their 177 communes as they were from 2020 to 31 October 2024. A town
 * (thị trấn) is written with "TT", because some share their name with a commune.
 */
export type District = {
  code: string;
  form: 'thành phố' | 'thị xã' | 'huyện';
  name: string;
  wards: readonly string[];
  communes: readonly string[];
};

const list = (names: string): string[] => names.split(', ');

export const DISTRICTS: readonly District[] = [
  {
    code: '41',
    form: 'thành phố',
    name: 'Hạ Long',
    wards: list(
      'Bạch Đằng, Bãi Cháy, Cao Thắng, Cao Xanh, Đại Yên, Giếng Đáy, Hà Khánh, Hà Khẩu, Hà Lầm, Hà Phong, Hà Trung, Hà Tu, Hoành Bồ, Hồng Gai, Hồng Hà, Hồng Hải, Hùng Thắng, Trần Hưng Đạo, Tuần Châu, Việt Hưng, Yết Kiêu',
    ),
    communes: list('Bằng Cả, Dân Chủ, Đồng Lâm, Đồng Sơn, Hòa Bình, Kỳ Thượng, Lê Lợi, Quảng La, Sơn Dương, Tân Dân, Thống Nhất, Vũ Oai'),
  },
  {
    code: '42',
    form: 'thành phố',
    name: 'Cẩm Phả',
    wards: list(
      'Cẩm Bình, Cẩm Đông, Cẩm Phú, Cẩm Sơn, Cẩm Tây, Cẩm Thạch, Cẩm Thành, Cẩm Thịnh, Cẩm Thủy, Cẩm Trung, Cửa Ông, Mông Dương, Quang Hanh',
    ),
    communes: list('Cẩm Hải, Cộng Hòa, Dương Huy'),
  },
  {
    code: '43',
    form: 'thành phố',
    name: 'Uông Bí',
    wards: list('Bắc Sơn, Nam Khê, Phương Đông, Phương Nam, Quang Trung, Thanh Sơn, Trưng Vương, Vàng Danh, Yên Thanh'),
    communes: list('Thượng Yên Công'),
  },
  {
    code: '44',
    form: 'thành phố',
    name: 'Móng Cái',
    wards: list('Bình Ngọc, Hải Hòa, Hải Yên, Hòa Lạc, Ka Long, Ninh Dương, Trà Cổ, Trần Phú'),
    communes: list('Bắc Sơn, Hải Đông, Hải Sơn, Hải Tiến, Hải Xuân, Quảng Nghĩa, Vạn Ninh, Vĩnh Thực, Vĩnh Trung'),
  },
  {
    code: '45',
    form: 'thị xã',
    name: 'Đông Triều',
    wards: list('Đông Triều, Đức Chính, Hoàng Quế, Hồng Phong, Hưng Đạo, Kim Sơn, Mạo Khê, Tràng An, Xuân Sơn, Yên Thọ'),
    communes: list(
      'An Sinh, Bình Dương, Bình Khê, Hồng Thái Đông, Hồng Thái Tây, Nguyễn Huệ, Tân Việt, Thủy An, Tràng Lương, Việt Dân, Yên Đức',
    ),
  },
  {
    code: '46',
    form: 'thị xã',
    name: 'Quảng Yên',
    wards: list('Cộng Hòa, Đông Mai, Hà An, Minh Thành, Nam Hòa, Phong Cốc, Phong Hải, Quảng Yên, Tân An, Yên Giang, Yên Hải'),
    communes: list('Cẩm La, Hiệp Hòa, Hoàng Tân, Liên Hòa, Liên Vị, Sông Khoai, Tiền An, Tiền Phong'),
  },
  {
    code: '47',
    form: 'huyện',
    name: 'Vân Đồn',
    wards: [],
    communes: list(
      'TT Cái Rồng, Bản Sen, Bình Dân, Đài Xuyên, Đoàn Kết, Đông Xá, Hạ Long, Minh Châu, Ngọc Vừng, Quan Lạn, Thắng Lợi, Vạn Yên',
    ),
  },
  {
    code: '48',
    form: 'huyện',
    name: 'Tiên Yên',
    wards: [],
    communes: list('TT Tiên Yên, Đại Dực, Điền Xá, Đông Hải, Đông Ngũ, Đồng Rui, Hà Lâu, Hải Lạng, Phong Dụ, Tiên Lãng, Yên Than'),
  },
  {
    code: '49',
    form: 'huyện',
    name: 'Đầm Hà',
    wards: [],
    communes: list('TT Đầm Hà, Dực Yên, Đại Bình, Đầm Hà, Quảng An, Quảng Lâm, Quảng Tân, Tân Bình, Tân Lập'),
  },
  {
    code: '50',
    form: 'huyện',
    name: 'Hải Hà',
    wards: [],
    communes: list(
      'TT Quảng Hà, Cái Chiên, Đường Hoa, Quảng Chính, Quảng Đức, Quảng Long, Quảng Minh, Quảng Phong, Quảng Sơn, Quảng Thành, Quảng Thịnh',
    ),
  },
  {
    code: '51',
    form: 'huyện',
    name: 'Bình Liêu',
    wards: [],
    communes: list('TT Bình Liêu, Đồng Tâm, Đồng Văn, Hoành Mô, Húc Động, Lục Hồn, Vô Ngại'),
  },
  {
    code: '52',
    form: 'huyện',
    name: 'Ba Chẽ',
    wards: [],
    communes: list('TT Ba Chẽ, Đạp Thanh, Đồn Đạc, Lương Mông, Minh Cầm, Nam Sơn, Thanh Lâm, Thanh Sơn'),
  },
  { code: '53', form: 'huyện', name: 'Cô Tô', wards: [], communes: list('TT Cô Tô, Đồng Tiến, Thanh Lân') },
];
