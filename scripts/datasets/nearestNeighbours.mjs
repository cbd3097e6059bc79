/**
 * Accuracy of k-nearest-neighbours on raw pixels: squared Euclidean distance between uint8 vectors (exact integers),
 * majority vote, and the class of the nearest neighbour where the vote ties. It learns nothing, so a network that
 * does not beat it has learned nothing worth its training.
 *
 * @param {{images: Uint8Array, labels: Uint8Array}} train images are [n, pixels] row-major
 * @returns {{correct: number, total: number, accuracy: number}} accuracy in 0..1
 */
export function nearestNeighboursAccuracy(train, test, pixels, k) {
  const trainPixels = Int16Array.from(train.images);
  const testPixels = Int16Array.from(test.images);
  const total = test.labels.length;
  let correct = 0;
  for (let index = 0; index < total; index++) {
    const query = testPixels.subarray(index * pixels, (index + 1) * pixels);
    const nearest = nearestTo(query, trainPixels, pixels, k);
    if (vote(nearest.map((neighbour) => train.labels[neighbour])) === test.labels[index]) correct++;
  }
  return { correct, total, accuracy: correct / total };
}

/** Indices of the k nearest training samples, nearest first; equal distances favour the earlier sample. */
function nearestTo(query, train, pixels, k) {
  const best = [];
  for (let start = 0, index = 0; start < train.length; start += pixels, index++) {
    const limit = best.length < k ? Infinity : best[k - 1].distance;
    const distance = squaredDistance(query, train, start, limit);
    if (distance >= limit) continue;
    const place = best.findIndex((other) => distance < other.distance);
    best.splice(place === -1 ? best.length : place, 0, { index, distance });
    best.length = Math.min(best.length, k);
  }
  return best.map((neighbour) => neighbour.index);
}

/** Stops early, with a partial sum of at least `limit`, once the sample cannot be among the nearest. */
function squaredDistance(query, train, start, limit) {
  const valuesBetweenLooks = 28;
  let sum = 0;
  for (let at = 0; at < query.length && sum < limit;) {
    for (const end = Math.min(at + valuesBetweenLooks, query.length); at < end; at++) {
      const difference = query[at] - train[start + at];
      sum += difference * difference;
    }
  }
  return sum;
}

function vote(labels) {
  const votes = new Map();
  for (const label of labels) votes.set(label, (votes.get(label) ?? 0) + 1);
  const most = Math.max(...votes.values());
  return labels.find((label) => votes.get(label) === most);
}
