import type { AutonomyBand, Sector } from '../../../../shared/domain/vocabulary.ts';
import type { DEPARTMENTS } from './agencies.ts';

/** A public service unit of the province: name, sector, budget-paid and revenue-paid weight in 2021, group in 2021, year of self-financing. */
export type ServiceUnit = {
  name: string;
  sector: Sector;
  staff: number;
  band: AutonomyBand;
  /** Year from which it is in group 2 (its posts leave the budget). */
  selfFinancingFrom?: number;
};
const unit = (name: string, sector: Sector, staff: number, band: AutonomyBand, selfFinancingFrom?: number): ServiceUnit => ({
  name,
  sector,
  staff,
  band,
  ...(selfFinancingFrom === undefined ? {} : { selfFinancingFrom }),
});

/** Below the province itself. */
export const PROVINCE_SERVICES: readonly ServiceUnit[] = [
  unit('Trường Đại học Hạ Long', 'education', 210, '3b'),
  unit('Trường Cao đẳng Việt - Hàn Quảng Ninh', 'vocational-training', 130, '3b'),
  unit('Trường Đào tạo cán bộ Nguyễn Văn Cừ', 'education', 48, '4'),
  unit('Trung tâm Truyền thông tỉnh', 'information-communication', 150, '3a'),
  unit('Ban Quản lý Vịnh Hạ Long', 'culture-sport', 120, '2'),
  unit('Ban Xúc tiến và Hỗ trợ đầu tư', 'other-services', 34, '4'),
  unit('Ban QLDA đầu tư xây dựng công trình dân dụng và công nghiệp', 'other-services', 60, '2'),
  unit('Ban QLDA đầu tư xây dựng công trình giao thông', 'other-services', 52, '2'),
  unit('Ban QLDA đầu tư xây dựng công trình nông nghiệp', 'other-services', 40, '2'),
  unit('Vườn quốc gia Bái Tử Long', 'other-services', 46, '4'),
];

export const DEPARTMENT_SERVICES: Partial<Record<(typeof DEPARTMENTS)[number], readonly ServiceUnit[]>> = {
  'Văn phòng UBND tỉnh': [unit('Trung tâm Phục vụ hành chính công tỉnh', 'other-services', 30, '4')],
  'Sở Tư pháp': [
    unit('Trung tâm Trợ giúp pháp lý nhà nước', 'other-services', 22, '4'),
    unit('Phòng Công chứng số 1', 'other-services', 12, '1'),
    unit('Trung tâm Dịch vụ đấu giá tài sản', 'other-services', 14, '2'),
  ],
  'Sở Công Thương': [unit('Trung tâm Khuyến công và Phát triển công nghiệp', 'other-services', 20, '3a', 2025)],
  'Sở Nông nghiệp và Phát triển nông thôn': [
    unit('Trung tâm Khuyến nông', 'science-technology', 32, '4'),
    unit('Trung tâm Khoa học kỹ thuật và Sản xuất giống thủy sản', 'science-technology', 26, '3c'),
    unit('Trung tâm Khoa học và Sản xuất lâm nông nghiệp', 'science-technology', 24, '3b'),
    unit('Ban Quản lý Rừng phòng hộ Yên Lập', 'other-services', 22, '4'),
    unit('Ban Quản lý Rừng phòng hộ Ba Chẽ', 'other-services', 20, '4'),
    unit('Ban Quản lý Rừng phòng hộ Tiên Yên', 'other-services', 18, '4'),
  ],
  'Sở Giao thông vận tải': [
    unit('Ban Quản lý Cảng vụ đường thủy nội địa', 'other-services', 60, '2'),
    unit('Ban Quản lý Bến xe khách', 'other-services', 30, '1'),
  ],
  'Sở Xây dựng': [unit('Viện Quy hoạch và Thiết kế xây dựng', 'science-technology', 38, '2')],
  'Sở Tài nguyên và Môi trường': [
    unit('Văn phòng Đăng ký đất đai', 'other-services', 170, '2'),
    unit('Trung tâm Phát triển quỹ đất tỉnh', 'other-services', 28, '2'),
    unit('Trung tâm Quan trắc tài nguyên và môi trường', 'science-technology', 34, '3a', 2024),
    unit('Trung tâm Kỹ thuật tài nguyên và môi trường', 'science-technology', 30, '2'),
  ],
  'Sở Thông tin và Truyền thông': [unit('Trung tâm Công nghệ thông tin và Truyền thông', 'information-communication', 30, '3b', 2025)],
  'Sở Lao động - Thương binh và Xã hội': [
    unit('Trung tâm Dịch vụ việc làm', 'other-services', 48, '3a', 2023),
    unit('Trung tâm Bảo trợ xã hội', 'other-services', 52, '4'),
    unit('Cơ sở cai nghiện ma túy tỉnh', 'other-services', 64, '4'),
  ],
  'Sở Văn hóa và Thể thao': [
    unit('Bảo tàng Quảng Ninh', 'culture-sport', 56, '3b', 2025),
    unit('Thư viện tỉnh', 'culture-sport', 34, '4'),
    unit('Đoàn Nghệ thuật Quảng Ninh', 'culture-sport', 80, '4'),
    unit('Trung tâm Huấn luyện và Thi đấu thể thao', 'culture-sport', 58, '4'),
    unit('Trung tâm Tổ chức biểu diễn nghệ thuật', 'culture-sport', 30, '4'),
    unit('Trung tâm Văn hóa tỉnh', 'culture-sport', 28, '4'),
  ],
  'Sở Khoa học và Công nghệ': [unit('Trung tâm Ứng dụng và Thống kê khoa học và công nghệ', 'science-technology', 32, '3b', 2024)],
  'Sở Y tế': [
    unit('Bệnh viện Đa khoa tỉnh', 'health', 620, '2'),
    unit('Bệnh viện Bãi Cháy', 'health', 520, '2'),
    unit('Bệnh viện Việt Nam - Thụy Điển Uông Bí', 'health', 600, '2'),
    unit('Bệnh viện Sản Nhi', 'health', 340, '2'),
    unit('Bệnh viện Đa khoa Cẩm Phả', 'health', 170, '3a', 2023),
    unit('Bệnh viện Đa khoa khu vực Cẩm Phả', 'health', 180, '3a'),
    unit('Bệnh viện Lão khoa - Phục hồi chức năng', 'health', 110, '3b'),
    unit('Bệnh viện Y dược cổ truyền', 'health', 90, '3b'),
    unit('Bệnh viện Phổi', 'health', 100, '3c'),
    unit('Bệnh viện Bảo vệ sức khỏe tâm thần', 'health', 80, '4'),
    unit('Trung tâm Kiểm soát bệnh tật', 'health', 190, '3c'),
    unit('Trung tâm Kiểm nghiệm', 'health', 34, '3a', 2024),
    unit('Trung tâm Vận chuyển cấp cứu 115', 'health', 44, '4'),
  ],
};

/** Upper secondary schools of the education department; the last three teach special pupils. */
export const UPPER_SECONDARY = [
  'Trường THPT Hòn Gai',
  'Trường THPT Ngô Quyền',
  'Trường THPT Vũ Văn Hiếu',
  'Trường THPT Bãi Cháy',
  'Trường THPT Hoành Bồ',
  'Trường THPT Thống Nhất',
  'Trường THPT Quảng La',
  'Trường THPT Cẩm Phả',
  'Trường THPT Lê Hồng Phong',
  'Trường THPT Cửa Ông',
  'Trường THPT Mông Dương',
  'Trường THPT Lê Quý Đôn',
  'Trường THPT Uông Bí',
  'Trường THPT Hoàng Văn Thụ',
  'Trường THPT Đông Triều',
  'Trường THPT Hoàng Quốc Việt',
  'Trường THPT Hoàng Hoa Thám',
  'Trường THPT Lê Chân',
  'Trường THPT Bạch Đằng',
  'Trường THPT Minh Hà',
  'Trường THPT Đông Thành',
  'Trường THPT Hải Đảo',
  'Trường THPT Quan Lạn',
  'Trường THPT Tiên Yên',
  'Trường THPT Hải Đông',
  'Trường THPT Đầm Hà',
  'Trường THPT Quảng Hà',
  'Trường THPT Đường Hoa Cương',
  'Trường THPT Bình Liêu',
  'Trường THPT Ba Chẽ',
  'Trường THPT Trần Phú',
  'Trường THPT Lý Thường Kiệt',
  'Trường THPT Cô Tô',
  'Trường THPT Chuyên Hạ Long',
  'Trường Phổ thông Dân tộc nội trú tỉnh',
  'Trường Phổ thông Dân tộc nội trú THCS và THPT Tiên Yên',
] as const;
/** Second and third names of schools in places that have several. */
export const KINDERGARTEN_NAMES = ['Hoa Sen', 'Hoa Hồng', 'Sao Mai', 'Hoa Mai', 'Tuổi Thơ', 'Họa Mi', 'Bình Minh', 'Ánh Dương'] as const;
export const PRIMARY_NAMES = ['Võ Thị Sáu', 'Kim Đồng', 'Lê Văn Tám', 'Trần Quốc Toản', 'Lý Thường Kiệt', 'Nguyễn Bá Ngọc'] as const;
export const LOWER_SECONDARY_NAMES = ['Lê Văn Tám', 'Trọng Điểm', 'Nguyễn Trãi', 'Chu Văn An', 'Lý Tự Trọng'] as const;
