import { shownNumber } from '../../numbers.ts';
import { numberTemplate, type Step } from '../../template.ts';
import { operand } from '../../written.ts';

interface Episode extends Record<string, unknown> {
  gamma: number;
  rewards: readonly number[];
}

/** G = Σ γ^k R_{k+1}: Sutton and Barto, Reinforcement Learning, equation 3.8. */
const total = (rewards: readonly number[], factor: (index: number) => number): number =>
  rewards.reduce((sum, reward, index) => sum + factor(index) * reward, 0);

const discounted = ({ gamma, rewards }: Episode): number => total(rewards, (index) => gamma ** index);

export const discountedReturn = numberTemplate<Episode>({
  id: 'rl.return.discounted',
  version: 1,
  topic: 'rl',
  bloom: 'apply',
  skills: ['discounted-return'],
  answer: { of: 'real', decimals: 3 },
  params: (draw) => ({
    gamma: draw.pick([0.5, 0.6, 0.7, 0.8, 0.9]),
    rewards: draw.list(draw.integer(3, 5), () => draw.integer(-5, 10)),
  }),
  holds: (q) => Math.abs(discounted(q)) >= 0.5 && q.rewards.filter((reward) => reward !== 0).length >= 3,
  stem: {
    en: 'From now on an agent receives the rewards {rewards}, in this order, and then the episode ends. The discount factor is γ = {gamma}; the first of these rewards is not discounted. What is the return?',
    'zh-TW':
      '從現在起，智能體依序得到獎勵 {rewards}，然後回合結束。折扣因子 γ = {gamma}；其中第一個獎勵不打折扣。回報是多少？',
    'zh-CN':
      '从现在起，智能体依次得到奖励 {rewards}，然后回合结束。折扣因子 γ = {gamma}；其中第一个奖励不打折扣。回报是多少？',
  },
  slots: ({ gamma, rewards }) => ({
    gamma,
    rewards: listed(rewards),
    first: rewards[0] ?? 0,
    second: rewards[1] ?? 0,
  }),
  key: discounted,
  mistakes: [
    {
      id: 'first-discounted',
      value: (q) => q.gamma * discounted(q),
      feedback: {
        en: 'The first reward, {first}, counts in full. The powers of γ start with the second one.',
        'zh-TW': '第一個獎勵 {first} 全額計入。從下一個獎勵起才乘 γ。',
        'zh-CN': '第一个奖励 {first} 全额计入。从下一个奖励起才乘 γ。',
      },
    },
    {
      id: 'undiscounted',
      value: ({ rewards }) => total(rewards, () => 1),
      feedback: {
        en: 'That is the plain sum. Each further step multiplies the reward by γ = {gamma} once more.',
        'zh-TW': '這是單純的總和。每多一步，獎勵就要多乘一次 γ = {gamma}。',
        'zh-CN': '这是单纯的总和。每多一步，奖励就要多乘一次 γ = {gamma}。',
      },
    },
    {
      id: 'linear',
      value: ({ gamma, rewards }) => total(rewards, (index) => (index === 0 ? 1 : gamma * index)),
      feedback: {
        en: 'γ is raised to the power of the number of steps, not multiplied by it.',
        'zh-TW': 'γ 要取步數次方，不是乘以步數。',
        'zh-CN': 'γ 要取步数次方，不是乘以步数。',
      },
    },
    {
      id: 'discounted-once',
      value: ({ gamma, rewards }) => total(rewards, (index) => (index === 0 ? 1 : gamma)),
      feedback: {
        en: 'γ was used only once for every later reward. The exponent grows by 1 with each step.',
        'zh-TW': '後面每個獎勵都只乘了一次 γ。每走一步，指數就要加 1。',
        'zh-CN': '后面每个奖励都只乘了一次 γ。每走一步，指数就要加 1。',
      },
    },
    {
      id: 'reversed',
      value: ({ gamma, rewards }) => total(rewards, (index) => gamma ** (rewards.length - 1 - index)),
      feedback: {
        en: 'The discount runs the other way: what comes soonest counts most.',
        'zh-TW': '折扣的方向反了：最早得到的獎勵計得最多。',
        'zh-CN': '折扣的方向反了：最早得到的奖励计得最多。',
      },
    },
    {
      id: 'mean',
      value: (q) => discounted(q) / q.rewards.length,
      feedback: {
        en: 'The return is a sum, not a mean: do not divide by the number of rewards.',
        'zh-TW': '回報是總和，不是平均：不要除以獎勵的個數。',
        'zh-CN': '回报是总和，不是平均：不要除以奖励的个数。',
      },
    },
  ],
  steps: stepsOf,
  hints: [
    {
      en: 'A reward is worth less the later it comes: each step of waiting costs one factor γ.',
      'zh-TW': '獎勵來得越晚越不值：每等一步就多乘一個 γ。',
      'zh-CN': '奖励来得越晚越不值：每等一步就多乘一个 γ。',
    },
    {
      en: 'G = r₁ + γ r₂ + γ² r₃ + …',
      'zh-TW': 'G = r₁ + γ r₂ + γ² r₃ + …',
      'zh-CN': 'G = r₁ + γ r₂ + γ² r₃ + …',
    },
    {
      en: 'The first reward counts as {first}; the next one, {second}, is multiplied by {gamma}.',
      'zh-TW': '第一個獎勵計為 {first}；下一個獎勵 {second} 要乘以 {gamma}。',
      'zh-CN': '第一个奖励计为 {first}；下一个奖励 {second} 要乘以 {gamma}。',
    },
  ],
  difficulty: ({ rewards }) =>
    0.2 * (rewards.length - 2) + 0.2 * Number(rewards.some((reward) => reward < 0)),
});

const listed = (values: readonly number[]): string => values.map((value) => shownNumber(value)).join(', ');

function stepsOf({ gamma, rewards }: Episode): Step[] {
  const terms = rewards.map((reward, index) => {
    const written = operand(reward);
    return index === 0 ? written : `${gamma}^${index}*${written}`;
  });
  return [
    {
      text: {
        en: 'With γ = {gamma} the rewards are multiplied, in order, by {factors}.',
        'zh-TW': 'γ = {gamma} 時，各個獎勵依序乘以 {factors}。',
        'zh-CN': 'γ = {gamma} 时，各个奖励依次乘以 {factors}。',
      },
      slots: { gamma, factors: listed(rewards.map((_, index) => gamma ** index)) },
    },
    {
      text: { en: 'The sum of the products:', 'zh-TW': '乘積的總和：', 'zh-CN': '乘积的总和：' },
      expression: terms.join(' + '),
      value: discounted({ gamma, rewards }),
    },
  ];
}
