import type { Retires } from '../../../shared/domain/projection/state.ts';

/** Age in months that holds in a year: Decree 135/2020, article 4, from its own words. */
function age(sex: 'male' | 'female', year: number): number {
  if (sex === 'male') return year < 2021 ? 720 : Math.min(62 * 12, 723 + 3 * (year - 2021));
  return year < 2021 ? 660 : Math.min(60 * 12, 664 + 4 * (year - 2021));
}

/** The earliest year in which birth month + that year's age falls; the post is free the month after. */
export const retires: Retires = (sex, birth) => {
  for (let year = 1960; ; year++) {
    const reached = birth + age(sex, year);
    if (Math.floor(reached / 12) === year) return reached + 1;
  }
};
