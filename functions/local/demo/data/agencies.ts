/** The 20 departments of the provincial people's committee in 2021; the index + 1 is the last part of the code. */
export const DEPARTMENTS = [
  'Văn phòng UBND tỉnh',
  'Sở Nội vụ',
  'Sở Tư pháp',
  'Sở Kế hoạch và Đầu tư',
  'Sở Tài chính',
  'Sở Công Thương',
  'Sở Nông nghiệp và Phát triển nông thôn',
  'Sở Giao thông vận tải',
  'Sở Xây dựng',
  'Sở Tài nguyên và Môi trường',
  'Sở Thông tin và Truyền thông',
  'Sở Lao động - Thương binh và Xã hội',
  'Sở Văn hóa và Thể thao',
  'Sở Du lịch',
  'Sở Khoa học và Công nghệ',
  'Sở Giáo dục và Đào tạo',
  'Sở Y tế',
  'Thanh tra tỉnh',
  'Sở Ngoại vụ',
  'Ban Dân tộc',
] as const;

/** Code of a department by its name in 2021. */
export const departmentCode = (name: (typeof DEPARTMENTS)[number]): string =>
  `H49.${String(DEPARTMENTS.indexOf(name) + 1).padStart(2, '0')}`;

/** State agencies below departments (chi cục), by department. */
export const DEPARTMENT_BODIES: Partial<Record<(typeof DEPARTMENTS)[number], readonly string[]>> = {
  'Sở Nội vụ': ['Ban Thi đua - Khen thưởng', 'Ban Tôn giáo'],
  'Sở Nông nghiệp và Phát triển nông thôn': [
    'Chi cục Kiểm lâm',
    'Chi cục Thủy lợi',
    'Chi cục Thủy sản',
    'Chi cục Trồng trọt và Bảo vệ thực vật',
    'Chi cục Chăn nuôi và Thú y',
    'Chi cục Phát triển nông thôn',
    'Chi cục Quản lý chất lượng nông lâm sản và thủy sản',
  ],
  'Sở Tài nguyên và Môi trường': ['Chi cục Bảo vệ môi trường', 'Chi cục Quản lý đất đai', 'Chi cục Biển và Hải đảo'],
  'Sở Xây dựng': ['Chi cục Giám định xây dựng'],
  'Sở Khoa học và Công nghệ': ['Chi cục Tiêu chuẩn Đo lường Chất lượng'],
  'Sở Y tế': ['Chi cục Dân số - Kế hoạch hóa gia đình', 'Chi cục An toàn vệ sinh thực phẩm'],
};

/** State agencies of the province that are not departments. */
export const OTHER_AGENCIES = [
  ['21', 'Văn phòng Đoàn đại biểu Quốc hội và HĐND tỉnh'],
  ['22', 'Ban Quản lý Khu kinh tế Quảng Ninh'],
] as const;

export const PARTY = { code: 'H49.23', name: 'Tỉnh ủy Quảng Ninh' } as const;
export const PARTY_BODIES = [
  'Văn phòng Tỉnh ủy',
  'Ban Tổ chức Tỉnh ủy',
  'Ủy ban Kiểm tra Tỉnh ủy',
  'Ban Tuyên giáo Tỉnh ủy',
  'Ban Dân vận Tỉnh ủy',
  'Ban Nội chính Tỉnh ủy',
  'Đảng ủy Khối các cơ quan tỉnh',
  'Đảng ủy Khối doanh nghiệp tỉnh',
] as const;

export const FRONT = { code: 'H49.24', name: 'Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh' } as const;
export const MASS_ORGANISATIONS = [
  ['25', 'Liên đoàn Lao động tỉnh'],
  ['26', 'Hội Liên hiệp Phụ nữ tỉnh'],
  ['27', 'Hội Nông dân tỉnh'],
  ['28', 'Hội Cựu chiến binh tỉnh'],
  ['29', 'Tỉnh đoàn Quảng Ninh'],
] as const;

export const RED_CROSS = { code: 'H49.31', name: 'Hội Chữ thập đỏ tỉnh' } as const;
export const ASSOCIATIONS = [
  ['32', 'Hội Văn học Nghệ thuật tỉnh'],
  ['33', 'Hội Nhà báo tỉnh'],
  ['34', 'Liên minh Hợp tác xã tỉnh'],
  ['35', 'Hội Đông y tỉnh'],
  ['36', 'Hội Người mù tỉnh'],
  ['37', 'Liên hiệp các Hội Khoa học và Kỹ thuật tỉnh'],
  ['38', 'Liên hiệp các tổ chức hữu nghị tỉnh'],
  ['39', 'Hội Luật gia tỉnh'],
  ['40', 'Hội Khuyến học tỉnh'],
] as const;
