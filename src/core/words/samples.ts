import type { LocalText } from '../../protocol/locale.ts';

/** What the run panel says about the pictures that models make. */
export const sampleWords = {
  tab: { en: 'Samples', 'zh-TW': '樣本', 'zh-CN': '样本' },
  empty: {
    en: 'No pictures yet. A generator’s samples and an autoencoder’s reconstructions appear here by themselves while they train, and so does what the program shows with samples(name, pictures).',
    'zh-TW':
      '還沒有圖片。訓練生成器或自編碼器時，生成的樣本和重建的圖片會自動出現在這裡；程式也可以用 samples(名稱, 圖片) 自己顯示圖片。',
    'zh-CN':
      '还没有图片。训练生成器或自编码器时，生成的样本和重建的图片会自动出现在这里；程序也可以用 samples(名称, 图片) 自己显示图片。',
  },
  none: {
    en: 'This run has made no pictures: no generator, no autoencoder, and no call of samples(name, pictures).',
    'zh-TW': '這次執行沒有產生圖片：沒有生成器、沒有自編碼器，也沒有呼叫 samples(名稱, 圖片)。',
    'zh-CN': '这次运行没有产生图片：没有生成器、没有自编码器，也没有调用 samples(名称, 图片)。',
  },
  scrubber: { en: 'Moment of the run', 'zh-TW': '執行的時間點', 'zh-CN': '运行的时间点' },
  play: { en: 'Play the frames', 'zh-TW': '播放', 'zh-CN': '播放' },
  pausePlay: { en: 'Pause', 'zh-TW': '暫停播放', 'zh-CN': '暂停播放' },
  follow: { en: 'Follow the latest', 'zh-TW': '跟隨最新', 'zh-CN': '跟随最新' },
  zoom: { en: 'Size of the pictures', 'zh-TW': '圖片大小', 'zh-CN': '图片大小' },
  zoomFit: { en: 'Fit', 'zh-TW': '自動大小', 'zh-CN': '自动大小' },
  compareFirst: { en: 'First beside current', 'zh-TW': '與第一張並列', 'zh-CN': '与第一张并列' },
  frameOf: {
    en: 'frame {index} of {count}',
    'zh-TW': '第 {index} / {count} 張',
    'zh-CN': '第 {index} / {count} 张',
  },
  atEpoch: { en: 'epoch {epoch}', 'zh-TW': '第 {epoch} 輪', 'zh-CN': '第 {epoch} 轮' },
  atUpdate: { en: 'update {updates}', 'zh-TW': '第 {updates} 次更新', 'zh-CN': '第 {updates} 次更新' },
  atTime: { en: '{time} after the start', 'zh-TW': '開始後 {time}', 'zh-CN': '开始后 {time}' },
  titleGenerator: { en: '{name}: samples', 'zh-TW': '{name}：生成的樣本', 'zh-CN': '{name}：生成的样本' },
  titleAutoencoder: {
    en: '{name}: inputs and reconstructions',
    'zh-TW': '{name}：輸入與重建',
    'zh-CN': '{name}：输入与重建',
  },
  titleWalk: {
    en: '{name}: walk through the latent space',
    'zh-TW': '{name}：潛在空間漫步',
    'zh-CN': '{name}：潜空间漫步',
  },
  titleShown: { en: '{name}', 'zh-TW': '{name}', 'zh-CN': '{name}' },
  sayGenerator: {
    en: '{count} pictures that {name} makes of the same noise in every frame ({when}).',
    'zh-TW': '{name} 用每次都相同的雜訊生成的 {count} 張圖片（{when}）。',
    'zh-CN': '{name} 用每次都相同的噪声生成的 {count} 张图片（{when}）。',
  },
  sayAutoencoder: {
    en: '{count} inputs, and below each row what {name} makes of them ({when}).',
    'zh-TW': '{count} 張輸入圖片，每一列下方是 {name} 重建的結果（{when}）。',
    'zh-CN': '{count} 张输入图片，每一行下方是 {name} 重建的结果（{when}）。',
  },
  sayWalk: {
    en: 'Each row goes in even steps from one code to another, and {name} draws what lies between ({when}).',
    'zh-TW': '每一列從一個編碼等距走到另一個編碼，{name} 畫出中間的樣子（{when}）。',
    'zh-CN': '每一行从一个编码等距走到另一个编码，{name} 画出中间的样子（{when}）。',
  },
  sayShown: {
    en: '{count} pictures that the program shows as “{name}” ({when}).',
    'zh-TW': '程式以「{name}」顯示的 {count} 張圖片（{when}）。',
    'zh-CN': '程序以“{name}”显示的 {count} 张图片（{when}）。',
  },
  inference: {
    en: 'Made in inference mode: dropout is off, and batch normalisation uses its moving averages.',
    'zh-TW': '以推論模式產生：不使用 dropout，批次正規化使用移動平均。',
    'zh-CN': '以推理模式产生：不使用 dropout，批归一化使用移动平均。',
  },
  leftOut: {
    en: 'A run keeps up to 64 MB of pictures: {count} moments in between were left out.',
    'zh-TW': '一次執行最多保存 64 MB 的圖片：中間有 {count} 個時間點沒有保存。',
    'zh-CN': '一次运行最多保存 64 MB 的图片：中间有 {count} 个时间点没有保存。',
  },
  notYet: {
    en: 'There was nothing yet at the moment shown; this is the first frame.',
    'zh-TW': '在目前顯示的時間點還沒有圖片；這是第一張。',
    'zh-CN': '在当前显示的时间点还没有图片；这是第一张。',
  },
  loading: { en: 'Loading this frame', 'zh-TW': '載入圖片中', 'zh-CN': '正在加载图片' },
  gone: {
    en: 'The pictures of this frame are no longer stored.',
    'zh-TW': '這張的圖片已經沒有保存了。',
    'zh-CN': '这张的图片已经没有保存了。',
  },
  first: { en: 'First: {when}', 'zh-TW': '第一張：{when}', 'zh-CN': '第一张：{when}' },
  current: { en: 'Current: {when}', 'zh-TW': '目前：{when}', 'zh-CN': '当前：{when}' },
  savePng: { en: 'Save this frame as PNG', 'zh-TW': '將這張存成 PNG', 'zh-CN': '将这张保存为 PNG' },
  saveSheet: {
    en: 'Save all frames as one contact sheet (PNG)',
    'zh-TW': '將所有圖片存成一張總覽（PNG）',
    'zh-CN': '将所有图片保存为一张总览（PNG）',
  },
  showTable: { en: 'Frames as a table', 'zh-TW': '以表格顯示', 'zh-CN': '以表格显示' },
  tableCaption: { en: 'Frames of {name}', 'zh-TW': '{name} 的各張圖片', 'zh-CN': '{name} 的各张图片' },
  frame: { en: 'Frame', 'zh-TW': '張', 'zh-CN': '张' },
  epoch: { en: 'Epoch', 'zh-TW': '輪', 'zh-CN': '轮' },
  updates: { en: 'Updates', 'zh-TW': '更新次數', 'zh-CN': '更新次数' },
  time: { en: 'Time', 'zh-TW': '時間', 'zh-CN': '时间' },
  pictures: { en: 'Pictures', 'zh-TW': '圖片數', 'zh-CN': '图片数' },
  digitsColumn: {
    en: 'Digits shown (estimate)',
    'zh-TW': '出現的數字（估計）',
    'zh-CN': '出现的数字（估计）',
  },
  digitsAll: {
    en: 'The samples show all 10 digits (an estimate, {confidence} sure on average).',
    'zh-TW': '樣本裡 10 個數字都出現了（估計，平均信心 {confidence}）。',
    'zh-CN': '样本里 10 个数字都出现了（估计，平均置信度 {confidence}）。',
  },
  digitsMissing: {
    en: 'The samples show {shown} of 10 digits; missing: {missing} (an estimate, {confidence} sure on average).',
    'zh-TW': '樣本裡出現了 10 個數字中的 {shown} 個；沒有：{missing}（估計，平均信心 {confidence}）。',
    'zh-CN': '样本里出现了 10 个数字中的 {shown} 个；没有：{missing}（估计，平均置信度 {confidence}）。',
  },
  digitsUnsure: {
    en: 'The digit classifier is not sure about these pictures ({confidence} on average): no count is given.',
    'zh-TW': '數字分類器對這些圖片沒有把握（平均 {confidence}），所以不列出計數。',
    'zh-CN': '数字分类器对这些图片没有把握（平均 {confidence}），所以不列出计数。',
  },
  digitCounts: { en: 'Samples of each digit', 'zh-TW': '每個數字的樣本數', 'zh-CN': '每个数字的样本数' },
  digit: { en: 'Digit', 'zh-TW': '數字', 'zh-CN': '数字' },
  digitCard: { en: 'How this is estimated', 'zh-TW': '這是怎麼估計的', 'zh-CN': '这是怎么估计的' },
  digitCardText: {
    en: 'A small convolutional network, trained on the 5,000 training digits of this extension’s MNIST selection, takes each sample for the digit it looks most like. It is right on 98.2 % of the 1,000 test digits. It takes every picture for some digit: for samples that are no white digits on black, its counts say little. Model card: docs/models/digit-classifier.md.',
    'zh-TW':
      '一個小型卷積網路把每個樣本認作最像的數字。它用本擴充功能 MNIST 選集的 5,000 張訓練圖片訓練，在 1,000 張測試圖片上答對 98.2 %。不管什麼圖片，它都會認作某個數字：如果樣本不是黑底白字的數字，計數就沒有什麼意義。模型卡：docs/models/digit-classifier.md。',
    'zh-CN':
      '一个小型卷积网络把每个样本认作最像的数字。它用本扩展 MNIST 选集的 5,000 张训练图片训练，在 1,000 张测试图片上答对 98.2 %。不管什么图片，它都会认作某个数字：如果样本不是黑底白字的数字，计数就没有什么意义。模型卡：docs/models/digit-classifier.md。',
  },
  collapse: {
    en: 'This looks like mode collapse: for three frames the generator has made hardly more than {modes} kinds of digits, whatever the noise.',
    'zh-TW': '這看起來像模式崩潰：連續三張圖片裡，不管雜訊是什麼，生成器幾乎只畫出 {modes} 種數字。',
    'zh-CN': '这看起来像模式崩溃：连续三张图片里，不管噪声是什么，生成器几乎只画出 {modes} 种数字。',
  },
  balance: { en: 'Generator against discriminator', 'zh-TW': '生成器對判別器', 'zh-CN': '生成器对判别器' },
  generatorLoss: { en: 'generator’s loss', 'zh-TW': '生成器損失', 'zh-CN': '生成器损失' },
  discriminatorLoss: { en: 'discriminator’s loss', 'zh-TW': '判別器損失', 'zh-CN': '判别器损失' },
  discriminatorWins: {
    en: 'The discriminator wins: its loss is {discriminator}, the generator’s {generator} {trend}. A generator that fools nobody learns little.',
    'zh-TW':
      '判別器佔上風：判別器的損失是 {discriminator}，生成器的是 {generator}{trend}。騙不過判別器的生成器學不到什麼。',
    'zh-CN':
      '判别器占上风：判别器的损失是 {discriminator}，生成器的是 {generator}{trend}。骗不过判别器的生成器学不到什么。',
  },
  generatorWins: {
    en: 'The generator wins: its loss is {generator}, the discriminator’s {discriminator}. A discriminator that is fooled by everything teaches nothing.',
    'zh-TW':
      '生成器佔上風：生成器的損失是 {generator}，判別器的是 {discriminator}。什麼都被騙的判別器教不了生成器。',
    'zh-CN':
      '生成器占上风：生成器的损失是 {generator}，判别器的是 {discriminator}。什么都被骗的判别器教不了生成器。',
  },
  balanced: {
    en: 'Neither is far ahead: the generator’s loss is {generator} {trend}, the discriminator’s {discriminator}.',
    'zh-TW': '兩者差距不大：生成器的損失是 {generator}{trend}，判別器的是 {discriminator}。',
    'zh-CN': '两者差距不大：生成器的损失是 {generator}{trend}，判别器的是 {discriminator}。',
  },
  balanceUnknown: {
    en: 'The generator’s loss is {generator} {trend}, the discriminator’s {discriminator}. With losses below zero, their size does not say who is ahead.',
    'zh-TW':
      '生成器的損失是 {generator}{trend}，判別器的是 {discriminator}。損失會小於零時，大小看不出誰佔上風。',
    'zh-CN':
      '生成器的损失是 {generator}{trend}，判别器的是 {discriminator}。损失会小于零时，大小看不出谁占上风。',
  },
  balanceBroken: {
    en: 'A loss is no longer a number: this training cannot recover by itself.',
    'zh-TW': '有一個損失已經不是數字了：這次訓練自己恢復不了。',
    'zh-CN': '有一个损失已经不是数字了：这次训练自己恢复不了。',
  },
  rising: { en: 'and rising', 'zh-TW': '，還在上升', 'zh-CN': '，还在上升' },
  falling: { en: 'and falling', 'zh-TW': '，正在下降', 'zh-CN': '，正在下降' },
  steady: { en: 'and steady', 'zh-TW': '，大致穩定', 'zh-CN': '，大致稳定' },
} as const satisfies Record<string, LocalText>;
