/**
 * Does one step of a longer job and says so on a line of its own, with the seconds it took.
 * @template T
 * @param {string} what present participle first: "installing code-server 4.139.1"
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step(what, work) {
  const startedAt = performance.now();
  const seconds = () => `${((performance.now() - startedAt) / 1000).toFixed(1)} s`;
  console.log(`… ${what}`);
  try {
    const result = await work();
    console.log(`✓ ${what} (${seconds()})`);
    return result;
  } catch (error) {
    console.log(`✗ ${what} (${seconds()})`);
    throw error;
  }
}
