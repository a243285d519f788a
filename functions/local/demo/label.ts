/** Shown wherever the demonstration province shows. */
export const SYNTHETIC = {
  vi: 'Số liệu mô phỏng: tên đơn vị và các đợt sắp xếp theo thực tế tỉnh Quảng Ninh, các con số được tạo tự động, không phải số liệu chính thức.',
  en: 'Synthetic data: unit names and reorganisations follow Quảng Ninh province, the figures are generated and are not official.',
} as const;

export const DEMO_TENANT = 'H49';
