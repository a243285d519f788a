import type { TargetProgress } from '../../shared/domain/progress.ts';
import type { Context } from '../../shared/services/context.ts';
import { measureProgress } from '../../shared/services/progress/measure-progress.ts';

const number = new Intl.NumberFormat('vi-VN');

/** Prints where every target stands today: base, now, required, verdict; of those in `only`, where it is stated. Answers which could not be measured. */
export async function printProgress(ctx: Context, say: (line: string) => void, only?: ReadonlySet<string>): Promise<Set<string>> {
  const { asOf, targets } = await measureProgress(ctx, ctx.today);
  const shown = targets.filter(({ id }) => only?.has(id) ?? true);
  const rows = [['Mục tiêu / target', 'Hạn', 'Gốc', 'Đo ngày', 'Hiện có', 'Phải còn', 'Kết luận'], ...shown.map(rowOf)];
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  say(`\nTiến độ ngày ${asOf} (không kể biên chế ngoài số gốc)`);
  for (const row of rows)
    say(
      row
        .map((cell, column) => (column > 1 && column < 6 ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0)))
        .join('  '),
    );
  return new Set(targets.flatMap(({ id, measuredOn }) => (measuredOn === null ? [id] : [])));
}

function rowOf({ id, deadline, measuredOn, state, cut, share, coverage, compliance, budget, balance, missing }: TargetProgress): string[] {
  if (cut) {
    const { base, current, required, verdict } = cut;
    return [
      id,
      deadline,
      number.format(base.value),
      measuredOn ?? '',
      number.format(current),
      `≤ ${number.format(required.remaining)}`,
      verdictOf(state, verdict, verdict.change.percent),
    ];
  }
  const part = share ?? coverage ?? (compliance && { ...compliance, share: compliance.units });
  if (part?.share) {
    const { share: ratio, required, met } = part;
    const percent = ratio.percent === null ? '' : ` (${ratio.percent.slice(0, -2)} %)`;
    return [
      id,
      deadline,
      '',
      measuredOn ?? '',
      `${number.format(ratio.numerator)}/${number.format(ratio.denominator)}`,
      `≥ ${number.format(required)}`,
      (met ? 'đạt' : `chưa đạt, thiếu ${number.format(required - ratio.numerator)}`) + percent,
    ];
  }
  if (budget) {
    const reading = budget.readings.find((each) => each.default);
    const billions = (mean: { mean: string } | null | undefined) =>
      mean ? `${number.format(Number(BigInt(mean.mean) / 1_000_000_000n))} tỷ` : '';
    const change =
      reading?.fall === null || reading?.fall === undefined
        ? ''
        : ` (${reading.fall.startsWith('-') ? 'tăng' : 'giảm'} ${reading.fall.replace('-', '').slice(0, -2)} %)`;
    const verdict =
      reading?.met === null || reading === undefined ? 'chưa kết luận trước khi hết giai đoạn' : reading.met ? 'đạt' : 'không đạt';
    return [id, deadline, billions(reading?.base), measuredOn ?? '', billions(reading?.current), '', verdict + change];
  }
  if (balance) {
    const { balancing, of, required, met, short } = balance;
    return [id, deadline, '', measuredOn ?? '', `${balancing}/${of}`, `≥ ${required}`, met ? 'đạt' : `không đạt, thiếu ${short}`];
  }
  return [id, deadline, '', '', '', '', `chưa đo được: ${missing[0]?.vi ?? ''}`];
}

function verdictOf(
  state: TargetProgress['state'],
  { metExactly, metRounded, shortRounded }: { metExactly: boolean; metRounded: boolean; shortRounded: number },
  percent: string | null,
): string {
  const change = percent === null ? '' : ` (giảm ${percent.slice(0, -2)} %)`;
  if (metExactly) return `đạt${change}`;
  if (metRounded) return `đạt theo cách làm tròn${change}`;
  return `${state === 'open' ? 'còn phải giảm' : 'không đạt, thiếu'} ${number.format(shortRounded)}${change}`;
}
