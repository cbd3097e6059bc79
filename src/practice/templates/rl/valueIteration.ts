import { numberTemplate, type Step } from '../../template.ts';
import { operand } from '../../written.ts';

/** One action: with probability p the first outcome, otherwise the second. */
interface Action {
  p: number;
  rewards: readonly [number, number];
  values: readonly [number, number];
}

interface State extends Record<string, unknown> {
  gamma: number;
  left: Action;
  right: Action;
}

const expected = ({ p }: Action, [first, second]: readonly [number, number]): number =>
  p * first + (1 - p) * second;

const worth = (gamma: number, action: Action): number =>
  expected(action, action.rewards) + gamma * expected(action, action.values);

const bestOf = ({ left, right }: State, of: (action: Action) => number): number =>
  Math.max(of(left), of(right));

/** V(s) = max over a of Σ p (r + γ V(s')): Sutton and Barto, equation 4.10. */
const backup = (q: State): number => bestOf(q, (action) => worth(q.gamma, action));

const outcomes = (gamma: number, { rewards, values }: Action): readonly [number, number] => [
  rewards[0] + gamma * values[0],
  rewards[1] + gamma * values[1],
];

export const valueIteration = numberTemplate<State>({
  id: 'rl.dp.backup',
  version: 1,
  topic: 'rl',
  bloom: 'apply',
  skills: ['value-iteration'],
  answer: { of: 'real', decimals: 3 },
  params: (draw) => {
    const action = (): Action => ({
      p: draw.decimal(0.1, 0.9, 1),
      rewards: [draw.integer(-3, 5), draw.integer(-3, 5)],
      values: [draw.integer(-4, 10), draw.integer(-4, 10)],
    });
    return { gamma: draw.pick([0.5, 0.6, 0.7, 0.8, 0.9]), left: action(), right: action() };
  },
  holds: (q) =>
    Math.abs(backup(q)) >= 0.5 &&
    Math.abs(worth(q.gamma, q.left) - worth(q.gamma, q.right)) >= 0.2 &&
    [q.left, q.right].every(
      ({ p, rewards, values }) => p !== 0.5 && rewards[0] + rewards[1] !== 0 && values[0] !== values[1],
    ),
  stem: {
    en: 'Value iteration with γ = {gamma}. In a state, action a gives reward {ar} and leads to a state of value {av} with probability {ap}, otherwise reward {as} and value {aw}. Action b gives reward {br} and value {bv} with probability {bp}, otherwise reward {bs} and value {bw}. What is the new value of the state?',
    'zh-TW':
      '值迭代，γ = {gamma}。在某狀態下，動作 a 以機率 {ap} 得到獎勵 {ar} 並到達值為 {av} 的狀態，否則得到獎勵 {as}，到達值為 {aw} 的狀態。動作 b 以機率 {bp} 得到獎勵 {br}，到達值為 {bv} 的狀態，否則得到獎勵 {bs}，到達值為 {bw} 的狀態。這個狀態的新值是多少？',
    'zh-CN':
      '值迭代，γ = {gamma}。在某状态下，动作 a 以概率 {ap} 得到奖励 {ar} 并到达值为 {av} 的状态，否则得到奖励 {as}，到达值为 {aw} 的状态。动作 b 以概率 {bp} 得到奖励 {br}，到达值为 {bv} 的状态，否则得到奖励 {bs}，到达值为 {bw} 的状态。这个状态的新值是多少？',
  },
  slots: ({ gamma, left, right }) => ({
    gamma,
    ap: left.p,
    ar: left.rewards[0],
    as: left.rewards[1],
    av: left.values[0],
    aw: left.values[1],
    bp: right.p,
    br: right.rewards[0],
    bs: right.rewards[1],
    bv: right.values[0],
    bw: right.values[1],
  }),
  key: backup,
  mistakes: [
    {
      id: 'mean-of-actions',
      value: ({ gamma, left, right }) => (worth(gamma, left) + worth(gamma, right)) / 2,
      feedback: {
        en: 'The agent chooses: take the better action, not the mean of both. The mean would evaluate a random policy.',
        'zh-TW': '由智能體選擇：取較好的動作，不是兩者的平均。平均是在評估隨機策略。',
        'zh-CN': '由智能体选择：取较好的动作，不是两者的平均。平均是在评估随机策略。',
      },
    },
    {
      id: 'no-discount',
      value: (q) => backup({ ...q, gamma: 1 }),
      feedback: {
        en: 'The values of the next states must be multiplied by γ = {gamma}.',
        'zh-TW': '下一個狀態的值要乘以 γ = {gamma}。',
        'zh-CN': '下一个状态的值要乘以 γ = {gamma}。',
      },
    },
    {
      id: 'reward-discounted',
      value: (q) => q.gamma * backup({ ...q, gamma: 1 }),
      feedback: {
        en: 'The rewards come at once and are not discounted: γ multiplies the next values only.',
        'zh-TW': '獎勵立刻得到，不打折扣：γ 只乘下一個狀態的值。',
        'zh-CN': '奖励立刻得到，不打折扣：γ 只乘下一个状态的值。',
      },
    },
    {
      id: 'best-outcome',
      value: (q) => bestOf(q, (action) => Math.max(...outcomes(q.gamma, action))),
      feedback: {
        en: 'The agent chooses the action, but chance chooses the outcome: weight the outcomes by their probabilities.',
        'zh-TW': '動作由智能體選，結果由機率決定：各結果要以機率加權。',
        'zh-CN': '动作由智能体选，结果由概率决定：各结果要以概率加权。',
      },
    },
    {
      id: 'unweighted',
      value: (q) => bestOf(q, (action) => worth(q.gamma, { ...action, p: 0.5 })),
      feedback: {
        en: 'The two outcomes of an action are not equally likely: use {ap} and {bp}.',
        'zh-TW': '一個動作的兩種結果機率不相等：要用 {ap} 和 {bp}。',
        'zh-CN': '一个动作的两种结果概率不相等：要用 {ap} 和 {bp}。',
      },
    },
    {
      id: 'worse-action',
      value: ({ gamma, left, right }) => Math.min(worth(gamma, left), worth(gamma, right)),
      feedback: {
        en: 'That is the worse action. Value iteration keeps the largest.',
        'zh-TW': '這是較差的動作。值迭代保留最大的。',
        'zh-CN': '这是较差的动作。值迭代保留最大的。',
      },
    },
  ],
  steps: stepsOf,
  hints: [
    {
      en: 'For each action take the expected reward and discounted next value; then keep the better action.',
      'zh-TW': '對每個動作，求獎勵加折扣後下一個值的期望；再保留較好的動作。',
      'zh-CN': '对每个动作，求奖励加折扣后下一个值的期望；再保留较好的动作。',
    },
    {
      en: 'V(s) = max over a of Σ p (r + γ V(s′))',
      'zh-TW': 'V(s) = 對 a 取最大：Σ p (r + γ V(s′))',
      'zh-CN': 'V(s) = 对 a 取最大：Σ p (r + γ V(s′))',
    },
    {
      en: 'The first outcome of action a is worth {ar} + {gamma} × {av}, with weight {ap}.',
      'zh-TW': '動作 a 的第一種結果值 {ar} + {gamma} × {av}，權重 {ap}。',
      'zh-CN': '动作 a 的第一种结果值 {ar} + {gamma} × {av}，权重 {ap}。',
    },
  ],
  difficulty: ({ left, right }) =>
    0.6 + 0.3 * Number([...left.values, ...right.values].filter((value) => value < 0).length > 1),
});

function sumOf(gamma: number, { p, rewards, values }: Action): string {
  const outcome = (index: 0 | 1): string =>
    `(${operand(rewards[index])} + ${gamma}*${operand(values[index])})`;
  return `${p}*${outcome(0)} + (1 - ${p})*${outcome(1)}`;
}

function stepsOf(q: State): Step[] {
  const { gamma, left, right } = q;
  const better = worth(gamma, left) > worth(gamma, right) ? 'a' : 'b';
  return [
    {
      text: { en: 'Action a is worth', 'zh-TW': '動作 a 的值：', 'zh-CN': '动作 a 的值：' },
      expression: sumOf(gamma, left),
      value: worth(gamma, left),
    },
    {
      text: { en: 'Action b is worth', 'zh-TW': '動作 b 的值：', 'zh-CN': '动作 b 的值：' },
      expression: sumOf(gamma, right),
      value: worth(gamma, right),
    },
    {
      text: {
        en: 'Action {better} is better; the state is worth as much',
        'zh-TW': '動作 {better} 較好；狀態的值就是它',
        'zh-CN': '动作 {better} 较好；状态的值就是它',
      },
      slots: { better },
      value: backup(q),
    },
  ];
}
