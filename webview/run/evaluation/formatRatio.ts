/** A ratio with three decimals; a dash where nothing can be said. */
export function formatRatio(value: number | undefined): string {
  return value === undefined || Number.isNaN(value) ? '–' : value.toFixed(3);
}

/** A probability or share in percent; never "100 %" or "0 %" for something that is not quite. */
export function formatShare(share: number): string {
  if (Number.isNaN(share)) return 'NaN';
  const isEdge = (share > 0.995 && share < 1) || (share < 0.005 && share > 0);
  if (!isEdge) return `${(share * 100).toFixed(0)} %`;
  if (share > 0.9995) return '> 99.9 %';
  return share < 0.0005 ? '< 0.1 %' : `${(share * 100).toFixed(1)} %`;
}
