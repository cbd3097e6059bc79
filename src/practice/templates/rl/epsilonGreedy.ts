import type { LocalText } from '../../../protocol/locale.ts';
import { numberTemplate } from '../../template.ts';

interface Policy extends Record<string, unknown> {
  epsilon: number;
  actions: number;
  /** Whether the action with the largest value is asked for, or one of the others. */
  greedy: boolean;
}

/** ε / A for every action, and 1 − ε more for the greedy one: Sutton and Barto, section 5.4. */
const probability = ({ epsilon, actions, greedy }: Policy): number =>
  epsilon / actions + (greedy ? 1 - epsilon : 0);

export const epsilonGreedy = numberTemplate<Policy>({
  id: 'rl.policy.epsilongreedy',
  version: 1,
  topic: 'rl',
  bloom: 'apply',
  skills: ['epsilon-greedy'],
  answer: { of: 'real', decimals: 4 },
  params: (draw) => ({
    epsilon: draw.decimal(0.05, 0.9, 2),
    actions: draw.integer(3, 18),
    greedy: draw.chance(0.5),
  }),
  stem: {
    en: 'An ε-greedy policy with ε = {epsilon} chooses among {actions} actions, whose values all differ. When it explores, it draws from all {actions} actions with equal probability. Number them from the largest value down: what is the probability of action {rank}?',
    'zh-TW':
      'ε-貪婪策略的 ε = {epsilon}，要從 {actions} 個動作中選一個，各動作的值都不同。探索時，它從全部 {actions} 個動作中以相等機率抽一個。把動作按值由大到小編號：選到動作 {rank} 的機率是多少？',
    'zh-CN':
      'ε-贪婪策略的 ε = {epsilon}，要从 {actions} 个动作中选一个，各动作的值都不同。探索时，它从全部 {actions} 个动作中以相等概率抽一个。把动作按值由大到小编号：选到动作 {rank} 的概率是多少？',
  },
  slots: ({ epsilon, actions, greedy }) => ({ epsilon, actions, rank: greedy ? 1 : 2 }),
  key: probability,
  mistakes: [
    {
      id: 'greedy-only',
      value: ({ epsilon }) => 1 - epsilon,
      feedback: {
        en: 'That is the probability of not exploring. Exploring draws every action too, with probability ε / {actions}.',
        'zh-TW': '這是不探索的機率。探索時每個動作也會被抽到，機率是 ε / {actions}。',
        'zh-CN': '这是不探索的概率。探索时每个动作也会被抽到，概率是 ε / {actions}。',
      },
    },
    {
      id: 'whole-epsilon',
      value: ({ epsilon }) => epsilon,
      feedback: {
        en: 'ε is the probability of exploring at all. It is shared among {actions} actions.',
        'zh-TW': 'ε 是進行探索的機率。它由 {actions} 個動作平分。',
        'zh-CN': 'ε 是进行探索的概率。它由 {actions} 个动作平分。',
      },
    },
    {
      id: 'others-only',
      value: ({ epsilon, actions }) => epsilon / (actions - 1),
      when: ({ greedy }) => !greedy,
      feedback: {
        en: 'Exploring may draw the greedy action as well: divide ε by {actions}.',
        'zh-TW': '探索也可能抽到貪婪動作：ε 要除以 {actions}。',
        'zh-CN': '探索也可能抽到贪婪动作：ε 要除以 {actions}。',
      },
    },
    {
      id: 'exploring-only',
      value: ({ epsilon, actions }) => epsilon / actions,
      when: ({ greedy }) => greedy,
      feedback: {
        en: 'That is only what exploring adds. The action with the largest value is also taken whenever the policy does not explore.',
        'zh-TW': '這只是探索帶來的部分。不探索時，選的也是值最大的動作。',
        'zh-CN': '这只是探索带来的部分。不探索时，选的也是值最大的动作。',
      },
    },
    {
      id: 'for-greedy',
      value: (q) => probability({ ...q, greedy: true }),
      when: ({ greedy }) => !greedy,
      feedback: {
        en: 'That is the probability of the greedy action. Action {rank} is taken only when exploring.',
        'zh-TW': '這是貪婪動作的機率。動作 {rank} 只在探索時才會選到。',
        'zh-CN': '这是贪婪动作的概率。动作 {rank} 只在探索时才会选到。',
      },
    },
    {
      id: 'share-subtracted',
      value: ({ epsilon, actions }) => 1 - epsilon / actions,
      when: ({ greedy }) => greedy,
      feedback: {
        en: 'The greedy action loses ε when the policy explores and gets back ε / {actions}: 1 − ε + ε / {actions}.',
        'zh-TW': '策略探索時，貪婪動作失去 ε，又拿回 ε / {actions}：1 − ε + ε / {actions}。',
        'zh-CN': '策略探索时，贪婪动作失去 ε，又拿回 ε / {actions}：1 − ε + ε / {actions}。',
      },
    },
    {
      id: 'uniform',
      value: ({ actions }) => 1 / actions,
      feedback: {
        en: 'All {actions} actions are equally likely only while exploring.',
        'zh-TW': '只有在探索時，{actions} 個動作的機率才相等。',
        'zh-CN': '只有在探索时，{actions} 个动作的概率才相等。',
      },
    },
  ],
  steps: ({ epsilon, actions, greedy }) => [
    {
      text: {
        en: 'The policy explores with probability {epsilon} and then takes a given action with probability 1/{actions}:',
        'zh-TW': '策略以機率 {epsilon} 探索，再以機率 1/{actions} 選到指定的動作：',
        'zh-CN': '策略以概率 {epsilon} 探索，再以概率 1/{actions} 选到指定的动作：',
      },
      slots: { epsilon, actions },
      expression: `${epsilon}/${actions}`,
      value: epsilon / actions,
    },
    {
      text: greedy ? greedyStep : otherStep,
      expression: greedy ? `1 - ${epsilon} + ${epsilon}/${actions}` : `0 + ${epsilon}/${actions}`,
      value: probability({ epsilon, actions, greedy }),
    },
  ],
  hints: [
    {
      en: 'An action can be taken in two ways: by exploring, and, if it is the best, by not exploring.',
      'zh-TW': '選到一個動作有兩條路：探索時抽到它；或者它是最好的，不探索時就選它。',
      'zh-CN': '选到一个动作有两条路：探索时抽到它；或者它是最好的，不探索时就选它。',
    },
    {
      en: 'Greedy action: 1 − ε + ε / A. Any other action: ε / A.',
      'zh-TW': '貪婪動作：1 − ε + ε / A。其他每個動作：ε / A。',
      'zh-CN': '贪婪动作：1 − ε + ε / A。其他每个动作：ε / A。',
    },
    {
      en: 'Exploring gives every action {epsilon} / {actions}.',
      'zh-TW': '探索給每個動作 {epsilon} / {actions}。',
      'zh-CN': '探索给每个动作 {epsilon} / {actions}。',
    },
  ],
  difficulty: ({ greedy }) => (greedy ? 0.4 : 0.3),
});

const greedyStep: LocalText = {
  en: 'It has the largest value, so it is also taken whenever the policy does not explore:',
  'zh-TW': '它的值最大，所以不探索時也選它：',
  'zh-CN': '它的值最大，所以不探索时也选它：',
};

const otherStep: LocalText = {
  en: 'Its value is not the largest, so without exploring it is never taken:',
  'zh-TW': '它的值不是最大，所以不探索時絕不選它：',
  'zh-CN': '它的值不是最大，所以不探索时绝不选它：',
};
