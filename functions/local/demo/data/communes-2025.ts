/**
 * The six commune mergers of 1 November 2024 (Resolution 1199/NQ-UBTVQH15) and the 54 communes of 1 July 2025
 * (Resolution 1679/NQ-UBTVQH15). Places are written "district/commune". Composition is simplified from the
 * resolutions: small slices of territory are left out, and the shares of split communes are estimates.
 */
export const MERGED_2024: readonly { into: string; newName?: string; from: readonly string[] }[] = [
  { into: 'Hạ Long/Trần Hưng Đạo', from: ['Hạ Long/Yết Kiêu'] },
  { into: 'Móng Cái/Trần Phú', from: ['Móng Cái/Hòa Lạc'] },
  { into: 'Đông Triều/Việt Dân', from: ['Đông Triều/Tân Việt'] },
  { into: 'Đông Triều/Đức Chính', from: ['Đông Triều/Đông Triều'] },
  { into: 'Cẩm Phả/Hải Hòa', newName: 'Hải Hòa', from: ['Cẩm Phả/Cẩm Hải', 'Cẩm Phả/Cộng Hòa'] },
  { into: 'Ba Chẽ/Lương Minh', newName: 'Lương Minh', from: ['Ba Chẽ/Lương Mông', 'Ba Chẽ/Minh Cầm'] },
];

export type Commune2025 = {
  form: 'phường' | 'xã' | 'đặc khu';
  name: string;
  /** Whole communes, by district; a part of one is written "name n/d". */
  of: Readonly<Record<string, string>>;
};

export const COMMUNES_2025: readonly Commune2025[] = [
  { form: 'phường', name: 'An Sinh', of: { 'Đông Triều': 'An Sinh, Bình Dương, Việt Dân, Đức Chính 1/10' } },
  { form: 'phường', name: 'Đông Triều', of: { 'Đông Triều': 'Hồng Phong, Hưng Đạo, Nguyễn Huệ, Thủy An, Đức Chính 9/10' } },
  { form: 'phường', name: 'Bình Khê', of: { 'Đông Triều': 'Bình Khê, Tràng An, Tràng Lương' } },
  { form: 'phường', name: 'Mạo Khê', of: { 'Đông Triều': 'Mạo Khê, Kim Sơn, Xuân Sơn, Yên Thọ' } },
  { form: 'phường', name: 'Hoàng Quế', of: { 'Đông Triều': 'Hoàng Quế, Hồng Thái Đông, Hồng Thái Tây, Yên Đức' } },
  { form: 'phường', name: 'Yên Tử', of: { 'Uông Bí': 'Phương Đông, Phương Nam, Thượng Yên Công' } },
  { form: 'phường', name: 'Vàng Danh', of: { 'Uông Bí': 'Vàng Danh, Bắc Sơn, Nam Khê, Trưng Vương 1/2' } },
  { form: 'phường', name: 'Uông Bí', of: { 'Uông Bí': 'Quang Trung, Thanh Sơn, Yên Thanh, Trưng Vương 1/2' } },
  { form: 'phường', name: 'Đông Mai', of: { 'Quảng Yên': 'Đông Mai, Minh Thành' } },
  { form: 'phường', name: 'Hiệp Hòa', of: { 'Quảng Yên': 'Hiệp Hòa, Cộng Hòa, Sông Khoai' } },
  { form: 'phường', name: 'Quảng Yên', of: { 'Quảng Yên': 'Quảng Yên, Tiền An, Yên Giang' } },
  { form: 'phường', name: 'Hà An', of: { 'Quảng Yên': 'Hà An, Hoàng Tân, Tân An' } },
  { form: 'phường', name: 'Phong Cốc', of: { 'Quảng Yên': 'Phong Cốc, Cẩm La, Nam Hòa, Yên Hải' } },
  { form: 'phường', name: 'Liên Hòa', of: { 'Quảng Yên': 'Liên Hòa, Liên Vị, Phong Hải, Tiền Phong' } },
  { form: 'phường', name: 'Tuần Châu', of: { 'Hạ Long': 'Tuần Châu, Đại Yên, Hà Khẩu 1/4' } },
  { form: 'phường', name: 'Việt Hưng', of: { 'Hạ Long': 'Việt Hưng, Giếng Đáy, Hà Khẩu 3/4' } },
  { form: 'phường', name: 'Bãi Cháy', of: { 'Hạ Long': 'Bãi Cháy, Hùng Thắng' } },
  { form: 'phường', name: 'Hà Tu', of: { 'Hạ Long': 'Hà Tu, Hà Phong' } },
  { form: 'phường', name: 'Hà Lầm', of: { 'Hạ Long': 'Hà Lầm, Cao Thắng, Hà Trung' } },
  { form: 'phường', name: 'Cao Xanh', of: { 'Hạ Long': 'Cao Xanh, Hà Khánh' } },
  { form: 'phường', name: 'Hồng Gai', of: { 'Hạ Long': 'Hồng Gai, Bạch Đằng, Trần Hưng Đạo' } },
  { form: 'phường', name: 'Hạ Long', of: { 'Hạ Long': 'Hồng Hải, Hồng Hà' } },
  { form: 'phường', name: 'Hoành Bồ', of: { 'Hạ Long': 'Hoành Bồ, Lê Lợi, Sơn Dương, Đồng Lâm 2/3' } },
  { form: 'phường', name: 'Mông Dương', of: { 'Cẩm Phả': 'Mông Dương, Dương Huy 1/2' } },
  { form: 'phường', name: 'Quang Hanh', of: { 'Cẩm Phả': 'Quang Hanh, Cẩm Thạch, Cẩm Thủy, Dương Huy 1/2' } },
  { form: 'phường', name: 'Cẩm Phả', of: { 'Cẩm Phả': 'Cẩm Trung, Cẩm Bình, Cẩm Đông, Cẩm Tây, Cẩm Thành' } },
  { form: 'phường', name: 'Cửa Ông', of: { 'Cẩm Phả': 'Cửa Ông, Cẩm Phú, Cẩm Sơn, Cẩm Thịnh' } },
  { form: 'phường', name: 'Móng Cái 1', of: { 'Móng Cái': 'Trần Phú, Bình Ngọc, Hải Hòa, Hải Xuân, Trà Cổ' } },
  { form: 'phường', name: 'Móng Cái 2', of: { 'Móng Cái': 'Ka Long, Ninh Dương, Vạn Ninh' } },
  { form: 'phường', name: 'Móng Cái 3', of: { 'Móng Cái': 'Hải Yên, Hải Đông' } },
  { form: 'xã', name: 'Quảng La', of: { 'Hạ Long': 'Quảng La, Bằng Cả, Dân Chủ, Tân Dân' } },
  { form: 'xã', name: 'Thống Nhất', of: { 'Hạ Long': 'Thống Nhất, Hòa Bình, Vũ Oai, Đồng Lâm 1/3' } },
  { form: 'xã', name: 'Hải Hòa', of: { 'Cẩm Phả': 'Hải Hòa', 'Tiên Yên': 'Hải Lạng 1/8' } },
  { form: 'xã', name: 'Tiên Yên', of: { 'Tiên Yên': 'TT Tiên Yên, Phong Dụ, Tiên Lãng, Yên Than 1/3, Đại Dực 1/4, Đông Ngũ 1/10' } },
  { form: 'xã', name: 'Điền Xá', of: { 'Tiên Yên': 'Điền Xá, Hà Lâu, Yên Than 2/3' } },
  { form: 'xã', name: 'Đông Ngũ', of: { 'Tiên Yên': 'Đông Hải, Đông Ngũ 9/10, Đại Dực 3/4' } },
  { form: 'xã', name: 'Hải Lạng', of: { 'Tiên Yên': 'Đồng Rui, Hải Lạng 7/8' } },
  { form: 'xã', name: 'Lương Minh', of: { 'Ba Chẽ': 'Lương Minh', 'Hạ Long': 'Đồng Sơn' } },
  { form: 'xã', name: 'Kỳ Thượng', of: { 'Ba Chẽ': 'Đạp Thanh, Thanh Lâm', 'Hạ Long': 'Kỳ Thượng' } },
  { form: 'xã', name: 'Ba Chẽ', of: { 'Ba Chẽ': 'TT Ba Chẽ, Đồn Đạc, Nam Sơn, Thanh Sơn' } },
  { form: 'xã', name: 'Quảng Tân', of: { 'Đầm Hà': 'Quảng Tân, Dực Yên, Quảng An, Quảng Lâm, Tân Bình' } },
  { form: 'xã', name: 'Đầm Hà', of: { 'Đầm Hà': 'TT Đầm Hà, Đại Bình, Đầm Hà, Tân Lập' } },
  { form: 'xã', name: 'Quảng Hà', of: { 'Hải Hà': 'TT Quảng Hà, Quảng Chính, Quảng Minh, Quảng Phong' } },
  { form: 'xã', name: 'Đường Hoa', of: { 'Hải Hà': 'Đường Hoa, Quảng Long' } },
  { form: 'xã', name: 'Quảng Đức', of: { 'Hải Hà': 'Quảng Đức, Quảng Sơn, Quảng Thành, Quảng Thịnh' } },
  { form: 'xã', name: 'Hoành Mô', of: { 'Bình Liêu': 'Hoành Mô, Đồng Văn' } },
  { form: 'xã', name: 'Lục Hồn', of: { 'Bình Liêu': 'Lục Hồn, Đồng Tâm' } },
  { form: 'xã', name: 'Bình Liêu', of: { 'Bình Liêu': 'TT Bình Liêu, Húc Động, Vô Ngại' } },
  { form: 'xã', name: 'Hải Sơn', of: { 'Móng Cái': 'Hải Sơn, Bắc Sơn' } },
  { form: 'xã', name: 'Hải Ninh', of: { 'Móng Cái': 'Hải Tiến, Quảng Nghĩa' } },
  { form: 'xã', name: 'Vĩnh Thực', of: { 'Móng Cái': 'Vĩnh Thực, Vĩnh Trung' } },
  { form: 'xã', name: 'Cái Chiên', of: { 'Hải Hà': 'Cái Chiên' } },
  {
    form: 'đặc khu',
    name: 'Vân Đồn',
    of: {
      'Vân Đồn':
        'TT Cái Rồng, Bản Sen, Bình Dân, Đài Xuyên, Đoàn Kết, Đông Xá, Hạ Long, Minh Châu, Ngọc Vừng, Quan Lạn, Thắng Lợi, Vạn Yên',
    },
  },
  { form: 'đặc khu', name: 'Cô Tô', of: { 'Cô Tô': 'TT Cô Tô, Đồng Tiến, Thanh Lân' } },
];
