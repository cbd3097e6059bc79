import { shownNumber } from '../../numbers.ts';
import { numberTemplate, type Step } from '../../template.ts';
import { operand } from '../../written.ts';

interface Transition extends Record<string, unknown> {
  old: number;
  alpha: number;
  gamma: number;
  reward: number;
  /** Of the actions in the next state. */
  next: readonly number[];
  /** Index of the action that the behaviour takes there. */
  taken: number;
}

const moved = ({ old, alpha }: Transition, target: number): number => old + alpha * (target - old);
const best = ({ next }: Transition): number => Math.max(...next);
const mean = ({ next }: Transition): number => next.reduce((sum, value) => sum + value, 0) / next.length;
const takenValue = ({ next, taken }: Transition): number => next[taken] ?? 0;

/** Q ← Q + α (r + γ max Q' − Q): Watkins and Dayan, Q-learning; Sutton and Barto, equation 6.8. */
const updated = (q: Transition): number => moved(q, q.reward + q.gamma * best(q));

export const qLearning = numberTemplate<Transition>({
  id: 'rl.qlearning.update',
  version: 1,
  topic: 'rl',
  bloom: 'apply',
  skills: ['q-learning'],
  answer: { of: 'real', decimals: 3 },
  params: (draw) => ({
    old: draw.decimal(-3, 6, 1),
    alpha: draw.pick([0.1, 0.2, 0.3, 0.4, 0.5]),
    gamma: draw.pick([0.5, 0.6, 0.7, 0.8, 0.9, 0.95]),
    reward: draw.integer(-3, 5),
    next: draw.list(3, () => draw.decimal(-3, 8, 1)),
    taken: draw.integer(0, 2),
  }),
  holds: (q) =>
    takenValue(q) < best(q) && q.old !== 0 && best(q) > 0 && q.reward !== 0 && Math.abs(updated(q)) >= 0.2,
  stem: {
    en: 'A Q-learning agent has Q(s, a) = {old}. It takes a, receives the reward {reward} and comes to a state in which its three actions have the values {next}; the exploring policy there takes the one with value {takenValue}. Learning rate α = {alpha}, discount factor γ = {gamma}. What is Q(s, a) after the update?',
    'zh-TW':
      '一個 Q 學習智能體目前的 Q(s, a) = {old}。它執行 a，得到獎勵 {reward}，來到新狀態；那裡三個動作的值是 {next}，而探索策略選了值為 {takenValue} 的動作。學習率 α = {alpha}，折扣因子 γ = {gamma}。更新後的 Q(s, a) 是多少？',
    'zh-CN':
      '一个 Q 学习智能体目前的 Q(s, a) = {old}。它执行 a，得到奖励 {reward}，来到新状态；那里三个动作的值是 {next}，而探索策略选了值为 {takenValue} 的动作。学习率 α = {alpha}，折扣因子 γ = {gamma}。更新后的 Q(s, a) 是多少？',
  },
  slots: (q) => ({
    old: q.old,
    alpha: q.alpha,
    gamma: q.gamma,
    reward: q.reward,
    next: q.next.map((value) => shownNumber(value)).join(', '),
    takenValue: takenValue(q),
    best: best(q),
  }),
  key: updated,
  mistakes: [
    {
      id: 'sarsa',
      value: (q) => moved(q, q.reward + q.gamma * takenValue(q)),
      feedback: {
        en: 'That is SARSA: it uses the action taken, {takenValue}. Q-learning uses the largest value, {best}.',
        'zh-TW': '這是 SARSA：它用實際執行的動作 {takenValue}。Q 學習用最大的值 {best}。',
        'zh-CN': '这是 SARSA：它用实际执行的动作 {takenValue}。Q 学习用最大的值 {best}。',
      },
    },
    {
      id: 'no-discount',
      value: (q) => moved(q, q.reward + best(q)),
      feedback: {
        en: 'The value of the next state comes one step later: multiply it by γ = {gamma}.',
        'zh-TW': '下一個狀態的值晚一步才得到：要乘以 γ = {gamma}。',
        'zh-CN': '下一个状态的值晚一步才得到：要乘以 γ = {gamma}。',
      },
    },
    {
      id: 'no-learning-rate',
      value: (q) => q.reward + q.gamma * best(q),
      feedback: {
        en: 'That is the target itself. Move only the share α = {alpha} of the way from {old} to it.',
        'zh-TW': '這是目標值本身。從 {old} 往它只移動 α = {alpha} 的比例。',
        'zh-CN': '这是目标值本身。从 {old} 往它只移动 α = {alpha} 的比例。',
      },
    },
    {
      id: 'mean',
      value: (q) => moved(q, q.reward + q.gamma * mean(q)),
      feedback: {
        en: 'The target uses the best action of the next state, {best}, not the mean of all.',
        'zh-TW': '目標值用下一個狀態最好的動作 {best}，不是所有動作的平均。',
        'zh-CN': '目标值用下一个状态最好的动作 {best}，不是所有动作的平均。',
      },
    },
    {
      id: 'old-not-subtracted',
      value: (q) => q.old + q.alpha * (q.reward + q.gamma * best(q)),
      feedback: {
        en: 'α multiplies the difference from the old value: subtract {old} from the target first.',
        'zh-TW': 'α 乘的是與舊值的差：先從目標值減去 {old}。',
        'zh-CN': 'α 乘的是与旧值的差：先从目标值减去 {old}。',
      },
    },
    {
      id: 'no-reward',
      value: (q) => moved(q, q.gamma * best(q)),
      feedback: {
        en: 'The reward {reward} belongs to the target.',
        'zh-TW': '目標值裡要有獎勵 {reward}。',
        'zh-CN': '目标值里要有奖励 {reward}。',
      },
    },
  ],
  steps: stepsOf,
  hints: [
    {
      en: 'Move the old value a little towards a target: the reward and the discounted value of the best next action.',
      'zh-TW': '把舊值往目標值移一點：目標值是獎勵加上折扣後最好的下一個動作的值。',
      'zh-CN': '把旧值往目标值移一点：目标值是奖励加上折扣后最好的下一个动作的值。',
    },
    {
      en: 'Q + α (r + γ max Q′ − Q)',
      'zh-TW': 'Q + α (r + γ max Q′ − Q)',
      'zh-CN': 'Q + α (r + γ max Q′ − Q)',
    },
    {
      en: 'The best next value is {best}, so the target is {reward} + {gamma} × {best}.',
      'zh-TW': '最好的下一個值是 {best}，所以目標值是 {reward} + {gamma} × {best}。',
      'zh-CN': '最好的下一个值是 {best}，所以目标值是 {reward} + {gamma} × {best}。',
    },
  ],
  difficulty: ({ old, reward }) => 0.5 + 0.2 * Number(old < 0) + 0.1 * Number(reward < 0),
});

function stepsOf(q: Transition): Step[] {
  const { old, alpha, gamma, reward } = q;
  const target = `${operand(reward)} + ${gamma}*${operand(best(q))}`;
  return [
    {
      text: {
        en: 'The largest value in the next state, whichever action is taken there, is {best}. The target:',
        'zh-TW': '不論在那裡執行哪個動作，下一個狀態最大的值是 {best}。目標值：',
        'zh-CN': '不论在那里执行哪个动作，下一个状态最大的值是 {best}。目标值：',
      },
      slots: { best: best(q) },
      expression: target,
      value: reward + gamma * best(q),
    },
    {
      text: {
        en: 'Its difference from the old value, the temporal-difference error:',
        'zh-TW': '它與舊值的差，即時序差分誤差：',
        'zh-CN': '它与旧值的差，即时序差分误差：',
      },
      expression: `${target} - ${operand(old)}`,
      value: reward + gamma * best(q) - old,
    },
    {
      text: {
        en: 'The share {alpha} of it is added to the old value:',
        'zh-TW': '把它的 {alpha} 倍加到舊值上：',
        'zh-CN': '把它的 {alpha} 倍加到旧值上：',
      },
      slots: { alpha },
      expression: `${old} + ${alpha}*(${target} - ${operand(old)})`,
      value: updated(q),
    },
  ];
}
