import type { ProgramError } from './programError.ts';

/*
 * Where training cannot go on because something has no gradient, and the way around. The special cases come first.
 */
export const gradientErrors: readonly ProgramError[] = [
  {
    pattern: /gradient function not found for (?<operation>RotateWithOffset|Transform|CropAndResize)\./,
    text: {
      en: '{operation} has no gradient, so training cannot pass through it. Rotate, transform or crop the pictures before they reach the model, outside the function that is minimized.',
      'zh-TW':
        '{operation} 沒有梯度，訓練無法穿過它。請在圖片進入模型之前就旋轉、變形或裁切，寫在被最小化的函式之外。',
      'zh-CN':
        '{operation} 没有梯度，训练无法穿过它。请在图片进入模型之前就旋转、变形或裁剪，写在被最小化的函数之外。',
    },
  },
  {
    pattern: /gradient function not found for (?<operation>FFT|IFFT|Complex|ComplexAbs|Real|Imag)\./,
    text: {
      en: 'Complex numbers and Fourier transforms ({operation}) have no gradient in TensorFlow.js. Compute the spectrum beforehand, as part of the data.',
      'zh-TW':
        '複數與傅立葉轉換（{operation}）在 TensorFlow.js 裡沒有梯度。請事先算好頻譜，當作資料的一部分。',
      'zh-CN':
        '复数与傅里叶变换（{operation}）在 TensorFlow.js 里没有梯度。请事先算好频谱，作为数据的一部分。',
    },
  },
  {
    pattern: /gradient function not found for (?<operation>\w*Grad)\./,
    text: {
      en: 'A gradient of a gradient is not available here ({operation}). In a network whose gradients are used in the loss, take averagePooling instead of maxPooling, and tanh, softplus or relu instead of elu.',
      'zh-TW':
        '這裡無法計算梯度的梯度（{operation}）。如果損失裡用到了梯度，請用 averagePooling 代替 maxPooling，用 tanh、softplus 或 relu 代替 elu。',
      'zh-CN':
        '这里无法计算梯度的梯度（{operation}）。如果损失里用到了梯度，请用 averagePooling 代替 maxPooling，用 tanh、softplus 或 relu 代替 elu。',
    },
  },
  {
    pattern: /gradient function not found for (?<operation>\w+)\./,
    text: {
      en: '{operation} has no gradient in TensorFlow.js, so training cannot pass through it. Compute this part outside the function that is minimized, or write it with other operations.',
      'zh-TW':
        '{operation} 在 TensorFlow.js 裡沒有梯度，訓練無法穿過它。請把這一步移到被最小化的函式之外，或改用別的運算來寫。',
      'zh-CN':
        '{operation} 在 TensorFlow.js 里没有梯度，训练无法穿过它。请把这一步移到被最小化的函数之外，或改用别的运算来写。',
    },
  },
  {
    pattern: /Error in gradient of conv3D: dilation rates greater than 1/,
    text: {
      en: 'A conv3d with dilationRate above 1 cannot be trained. Use strides, pooling or a larger kernelSize instead.',
      'zh-TW': 'dilationRate 大於 1 的 conv3d 無法訓練。請改用 strides、池化，或更大的 kernelSize。',
      'zh-CN': 'dilationRate 大于 1 的 conv3d 无法训练。请改用 strides、池化，或更大的 kernelSize。',
    },
  },
  {
    pattern:
      /Cannot find a connection between any variable and the result|Cannot compute gradient of y=f\(x\) with respect to x/,
    text: {
      en: 'The loss does not depend on the weights in a way that can be trained. Comparisons, argMax, rounding and numbers read with data() or arraySync() stop the gradient: leave them out of the function that is minimized.',
      'zh-TW':
        '損失和權重之間沒有可以訓練的連結。比較、argMax、四捨五入，以及用 data() 或 arraySync() 讀出的數字都會切斷梯度：請不要放進被最小化的函式裡。',
      'zh-CN':
        '损失和权重之间没有可以训练的联系。比较、argMax、四舍五入，以及用 data() 或 arraySync() 读出的数字都会切断梯度：请不要放进被最小化的函数里。',
    },
  },
  {
    pattern: /none of the (?<count>\d+) variables is trainable/,
    text: {
      en: 'All weights are frozen, so there is nothing to train. Set trainable = true for a layer and compile the model again.',
      'zh-TW': '所有權重都凍結了，沒有東西可以訓練。請把某一層設成 trainable = true，再編譯一次模型。',
      'zh-CN': '所有权重都冻结了，没有东西可以训练。请把某一层设成 trainable = true，再编译一次模型。',
    },
  },
  {
    pattern: /does not support dataFormat:'channelsFirst'/,
    text: {
      en: 'This engine computes pictures with the channels last only. Give them the shape [batch, height, width, channels] and leave dataFormat out.',
      'zh-TW':
        '這個引擎只能計算通道在最後的圖片。請把形狀改成 [batch, height, width, channels]，並拿掉 dataFormat。',
      'zh-CN':
        '这个引擎只能计算通道在最后的图片。请把形状改成 [batch, height, width, channels]，并去掉 dataFormat。',
    },
  },
];
