import type { LocalText } from '../../protocol/locale.ts';

/** What the parts of the run panel say that judge a classifier: classes, mistakes, thresholds. */
export const evaluationWords = {
  tabMistakes: { en: 'Mistakes', 'zh-TW': '錯誤', 'zh-CN': '错误' },
  tabThreshold: { en: 'Threshold', 'zh-TW': '門檻值', 'zh-CN': '阈值' },
  labelsLeftOut: {
    en: 'left out because their label is none of the classes: {count}',
    'zh-TW': '標籤不屬於任何類別而略去：{count} 筆',
    'zh-CN': '标签不属于任何类别而略去：{count} 条',
  },
  leftOut: {
    en: 'Samples {reasons}.',
    'zh-TW': '{reasons}。',
    'zh-CN': '{reasons}。',
  },
  numbersLeftOut: {
    en: 'left out because the model gave NaN: {count}',
    'zh-TW': '模型輸出為 NaN 而略去：{count} 筆',
    'zh-CN': '模型输出为 NaN 而略去：{count} 条',
  },
  microMean: { en: 'all samples together', 'zh-TW': '全部合計（微平均）', 'zh-CN': '全部合计（微平均）' },
  sortBy: { en: 'Sort by {column}', 'zh-TW': '依{column}排序', 'zh-CN': '按{column}排序' },
  classesShown: {
    en: 'The first {shown} of {total} classes in this order.',
    'zh-TW': '依這個順序顯示前 {shown} 個類別（共 {total} 個）。',
    'zh-CN': '按这个顺序显示前 {shown} 个类别（共 {total} 个）。',
  },
  classesSentence: {
    en: 'Recognised best: {best} (F1 {high}). Worst: {worst} (F1 {low}).',
    'zh-TW': '認得最好的是 {best}（F1 {high}），最差的是 {worst}（F1 {low}）。',
    'zh-CN': '认得最好的是 {best}（F1 {high}），最差的是 {worst}（F1 {low}）。',
  },
  topK: {
    en: 'The right class is among the {k} most probable for {share} of the samples.',
    'zh-TW': '正確類別排在機率最高的前 {k} 名之內的樣本占 {share}。',
    'zh-CN': '正确类别排在概率最高的前 {k} 名之内的样本占 {share}。',
  },
  mistakesEmpty: {
    en: 'The samples a classifier gets wrong appear when it is tested on held-out data: pass validationData or validationSplit to fit, or call evaluate.',
    'zh-TW':
      '分類模型在保留的資料上測試後，這裡會列出它答錯的樣本：在 fit 傳入 validationData 或 validationSplit，或呼叫 evaluate。',
    'zh-CN':
      '分类模型在留出的数据上测试后，这里会列出它答错的样本：给 fit 传入 validationData 或 validationSplit，或调用 evaluate。',
  },
  rankingLabel: { en: 'Samples', 'zh-TW': '樣本', 'zh-CN': '样本' },
  confidentWrong: { en: 'Most confident wrong', 'zh-TW': '最有把握卻答錯', 'zh-CN': '最有把握却答错' },
  unsureRight: { en: 'Least confident right', 'zh-TW': '答對但最沒把握', 'zh-CN': '答对但最没把握' },
  filterTruth: { en: 'True class', 'zh-TW': '真實類別', 'zh-CN': '真实类别' },
  filterPredicted: { en: 'Predicted class', 'zh-TW': '預測類別', 'zh-CN': '预测类别' },
  anyTruth: { en: 'any true class', 'zh-TW': '任何真實類別', 'zh-CN': '任何真实类别' },
  anyPredicted: { en: 'any prediction', 'zh-TW': '任何預測類別', 'zh-CN': '任何预测类别' },
  truthIs: { en: 'is {name}', 'zh-TW': '真實是 {name}', 'zh-CN': '真实是 {name}' },
  predictedIs: { en: 'taken for {name}', 'zh-TW': '預測為 {name}', 'zh-CN': '预测为 {name}' },
  wrongCount: {
    en: '{total} of {samples} samples are wrong; the {shown} the model was surest of.',
    'zh-TW': '{samples} 筆中答錯 {total} 筆，這裡是模型最有把握的 {shown} 筆。',
    'zh-CN': '{samples} 条中答错 {total} 条，这里是模型最有把握的 {shown} 条。',
  },
  rightCount: {
    en: '{total} of {samples} samples are right; the {shown} the model was least sure of.',
    'zh-TW': '{samples} 筆中答對 {total} 筆，這裡是模型最沒把握的 {shown} 筆。',
    'zh-CN': '{samples} 条中答对 {total} 条，这里是模型最没把握的 {shown} 条。',
  },
  wrongAll: {
    en: '{total} of {samples} samples are wrong, the surest first.',
    'zh-TW': '{samples} 筆中答錯 {total} 筆，模型最有把握的排在前面。',
    'zh-CN': '{samples} 条中答错 {total} 条，模型最有把握的排在前面。',
  },
  rightAll: {
    en: '{total} of {samples} samples are right, the least sure first.',
    'zh-TW': '{samples} 筆中答對 {total} 筆，模型最沒把握的排在前面。',
    'zh-CN': '{samples} 条中答对 {total} 条，模型最没把握的排在前面。',
  },
  wrongFiltered: {
    en: '{total} wrong samples of these classes.',
    'zh-TW': '這些類別中答錯 {total} 筆。',
    'zh-CN': '这些类别中答错 {total} 条。',
  },
  rightFiltered: {
    en: '{total} right samples of these classes.',
    'zh-TW': '這些類別中答對 {total} 筆。',
    'zh-CN': '这些类别中答对 {total} 条。',
  },
  noneWrong: {
    en: 'No mistakes here.',
    'zh-TW': '這裡沒有答錯的樣本。',
    'zh-CN': '这里没有答错的样本。',
  },
  noneRight: {
    en: 'No right answers here.',
    'zh-TW': '這裡沒有答對的樣本。',
    'zh-CN': '这里没有答对的样本。',
  },
  scoresGone: {
    en: 'Probabilities of all classes are kept of the latest evaluation only; earlier ones have that of the answer.',
    'zh-TW': '所有類別的機率只保留最近一次評估的；更早的評估只有答案本身的機率。',
    'zh-CN': '所有类别的概率只保留最近一次评估的；更早的评估只有答案本身的概率。',
  },
  scoresTooMany: {
    en: 'Probabilities of all classes are kept where there are at most a million; here are {count}, so only that of the answer is shown.',
    'zh-TW': '所有類別的機率最多保留一百萬個；這裡有 {count} 個，所以只顯示答案本身的機率。',
    'zh-CN': '所有类别的概率最多保留一百万个；这里有 {count} 个，所以只显示答案本身的概率。',
  },
  noProbabilities: {
    en: 'The outputs of this model are no probabilities. End it with softmax or sigmoid, or train it with tf.losses.softmaxCrossEntropy, and they can be compared.',
    'zh-TW':
      '這個模型的輸出不是機率。最後一層用 softmax 或 sigmoid，或用 tf.losses.softmaxCrossEntropy 訓練，就能比較把握的程度。',
    'zh-CN':
      '这个模型的输出不是概率。最后一层用 softmax 或 sigmoid，或用 tf.losses.softmaxCrossEntropy 训练，就能比较把握的程度。',
  },
  sample: { en: 'sample', 'zh-TW': '樣本', 'zh-CN': '样本' },
  probabilities: { en: 'most probable', 'zh-TW': '機率最高的類別', 'zh-CN': '概率最高的类别' },
  mistakesCaption: {
    en: 'Samples with truth, prediction and probabilities',
    'zh-TW': '樣本的真實類別、預測與機率',
    'zh-CN': '样本的真实类别、预测与概率',
  },
  samplePicture: {
    en: 'Sample {index}: {truth}, taken for {predicted} ({probability})',
    'zh-TW': '第 {index} 筆：{truth}，預測為 {predicted}（{probability}）',
    'zh-CN': '第 {index} 条：{truth}，预测为 {predicted}（{probability}）',
  },
  thresholdEmpty: {
    en: 'ROC and precision–recall curves appear when a classifier that gives probabilities is tested on held-out data.',
    'zh-TW': '會給出機率的分類模型在保留的資料上測試後，這裡會出現 ROC 曲線與精確率–召回率曲線。',
    'zh-CN': '会给出概率的分类模型在留出的数据上测试后，这里会出现 ROC 曲线与精确率–召回率曲线。',
  },
  thresholdGone: {
    en: 'Curves need the probabilities of every sample, which are kept of the latest evaluation only, and of at most a million numbers. Go back to the latest moment to see them.',
    'zh-TW': '曲線需要每個樣本的機率，而這些只保留最近一次評估的，最多一百萬個數。回到最新的時刻就能看到。',
    'zh-CN': '曲线需要每个样本的概率，而这些只保留最近一次评估的，最多一百万个数。回到最新的时刻就能看到。',
  },
  thresholdTooMany: {
    en: 'This evaluation has {count} probabilities. Curves are drawn of at most a million.',
    'zh-TW': '這次評估有 {count} 個機率，曲線最多畫一百萬個。',
    'zh-CN': '这次评估有 {count} 个概率，曲线最多画一百万个。',
  },
  classChoice: { en: 'Class against the rest', 'zh-TW': '一個類別對其餘', 'zh-CN': '一个类别对其余' },
  allClasses: { en: 'all classes together', 'zh-TW': '所有類別合計', 'zh-CN': '所有类别合计' },
  classAgainstRest: { en: '{name} or not', 'zh-TW': '是不是 {name}', 'zh-CN': '是不是 {name}' },
  threshold: { en: 'Threshold', 'zh-TW': '門檻值', 'zh-CN': '阈值' },
  bestF1: { en: 'Best F1', 'zh-TW': 'F1 最高', 'zh-CN': 'F1 最高' },
  bestF1Hint: {
    en: 'Best F1: move the threshold to where F1 is highest',
    'zh-TW': 'F1 最高：把門檻值移到 F1 最高的地方',
    'zh-CN': 'F1 最高：把阈值移到 F1 最高的地方',
  },
  rocTitle: { en: 'ROC curve', 'zh-TW': 'ROC 曲線', 'zh-CN': 'ROC 曲线' },
  prTitle: { en: 'Precision–recall curve', 'zh-TW': '精確率–召回率曲線', 'zh-CN': '精确率–召回率曲线' },
  auc: { en: 'AUC', 'zh-TW': 'AUC', 'zh-CN': 'AUC' },
  ap: { en: 'average precision', 'zh-TW': '平均精確率', 'zh-CN': '平均精确率' },
  falsePositiveRate: { en: 'false positive rate', 'zh-TW': '偽陽率', 'zh-CN': '假阳率' },
  truePositiveRate: { en: 'recall', 'zh-TW': '召回率', 'zh-CN': '召回率' },
  precisionAxis: { en: 'precision', 'zh-TW': '精確率', 'zh-CN': '精确率' },
  specificity: { en: 'specificity', 'zh-TW': '特異度', 'zh-CN': '特异度' },
  accuracy: { en: 'accuracy', 'zh-TW': '準確率', 'zh-CN': '准确率' },
  chance: { en: 'chance', 'zh-TW': '隨機猜測', 'zh-CN': '随机猜测' },
  rocSentence: {
    en: 'AUC {auc}: of a sample of “{name}” and one that is not, the first gets the higher score {percent} of the time.',
    'zh-TW': 'AUC {auc}：任取一個「{name}」與一個不是的樣本，前者分數較高的機會是 {percent}。',
    'zh-CN': 'AUC {auc}：任取一个“{name}”与一个不是的样本，前者分数较高的机会是 {percent}。',
  },
  rocSentenceAll: {
    en: 'AUC {auc}: a right class gets a higher score than a wrong one {percent} of the time.',
    'zh-TW': 'AUC {auc}：正確類別的分數高於錯誤類別的機會是 {percent}。',
    'zh-CN': 'AUC {auc}：正确类别的分数高于错误类别的机会是 {percent}。',
  },
  prSentence: {
    en: 'Average precision {ap}; guessing would give {chance}.',
    'zh-TW': '平均精確率 {ap}；隨機猜測會是 {chance}。',
    'zh-CN': '平均精确率 {ap}；随机猜测会是 {chance}。',
  },
  oneKindOnly: {
    en: 'There is no curve. Samples of “{name}”: {positives}; of anything else: {negatives}. Both are needed.',
    'zh-TW': '畫不出曲線：是「{name}」的有 {positives} 筆，不是的有 {negatives} 筆。兩種都要有。',
    'zh-CN': '画不出曲线：是“{name}”的有 {positives} 条，不是的有 {negatives} 条。两种都要有。',
  },
  noUsable: {
    en: 'There is no curve: no sample has both a label that is a class and probabilities that are numbers.',
    'zh-TW': '畫不出曲線：沒有一筆樣本同時有屬於類別的標籤與是數字的機率。',
    'zh-CN': '画不出曲线：没有一条样本同时有属于类别的标签与是数字的概率。',
  },
  thresholdHelp: {
    en: 'Arrow keys move the threshold by 0.01, Page Up and Page Down by 0.1.',
    'zh-TW': '方向鍵每次移動門檻值 0.01，Page Up 與 Page Down 移動 0.1。',
    'zh-CN': '方向键每次移动阈值 0.01，Page Up 和 Page Down 移动 0.1。',
  },
  thresholdValue: {
    en: '{threshold}: precision {precision}, recall {recall}, F1 {f1}',
    'zh-TW': '{threshold}：精確率 {precision}，召回率 {recall}，F1 {f1}',
    'zh-CN': '{threshold}：精确率 {precision}，召回率 {recall}，F1 {f1}',
  },
  countsCaption: {
    en: 'Samples at this threshold',
    'zh-TW': '在這個門檻值下的樣本數',
    'zh-CN': '在这个阈值下的样本数',
  },
  takenFor: { en: 'taken for it', 'zh-TW': '判為是', 'zh-CN': '判为是' },
  notTakenFor: { en: 'not taken for it', 'zh-TW': '判為否', 'zh-CN': '判为否' },
  itIs: { en: 'is {name}', 'zh-TW': '是 {name}', 'zh-CN': '是 {name}' },
  itIsNot: { en: 'is not', 'zh-TW': '不是', 'zh-CN': '不是' },
  itIsRight: { en: 'right class', 'zh-TW': '正確類別', 'zh-CN': '正确类别' },
  itIsWrong: { en: 'wrong class', 'zh-TW': '錯誤類別', 'zh-CN': '错误类别' },
  figuresCaption: {
    en: 'Figures at this threshold',
    'zh-TW': '在這個門檻值下的數值',
    'zh-CN': '在这个阈值下的数值',
  },
  areasCaption: {
    en: 'Areas under the curves of each class',
    'zh-TW': '各類別曲線下的面積',
    'zh-CN': '各类别曲线下的面积',
  },
  macroAreas: {
    en: 'mean of {classes} classes',
    'zh-TW': '{classes} 個類別的平均',
    'zh-CN': '{classes} 个类别的平均',
  },
  areasLater: {
    en: 'The areas of all classes are worked out when the run has ended.',
    'zh-TW': '所有類別的面積在執行結束後計算。',
    'zh-CN': '所有类别的面积在运行结束后计算。',
  },
  pointsShown: {
    en: '{shown} of {total} thresholds.',
    'zh-TW': '顯示 {total} 個門檻值中的 {shown} 個。',
    'zh-CN': '显示 {total} 个阈值中的 {shown} 个。',
  },
} as const satisfies Record<string, LocalText>;

export type EvaluationWord = keyof typeof evaluationWords;
