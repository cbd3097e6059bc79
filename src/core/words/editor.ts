import type { LocalText } from '../../protocol/locale.ts';

/** What trees, lenses, the status bar and notifications say. Panels have words of their own. */
export const editorWords = {
  // Lessons view
  'step.read': { en: 'Read', 'zh-TW': '閱讀', 'zh-CN': '阅读' },
  'step.exercise': { en: 'Exercise', 'zh-TW': '練習', 'zh-CN': '练习' },
  'step.quiz': { en: 'Quiz', 'zh-TW': '測驗', 'zh-CN': '测验' },
  'state.todo': { en: 'not started', 'zh-TW': '尚未開始', 'zh-CN': '尚未开始' },
  'state.doing': { en: 'in progress', 'zh-TW': '進行中', 'zh-CN': '进行中' },
  'state.done': { en: 'done', 'zh-TW': '已完成', 'zh-CN': '已完成' },
  minutes: { en: 'About {minutes} minutes', 'zh-TW': '約 {minutes} 分鐘', 'zh-CN': '约 {minutes} 分钟' },
  groupLabel: {
    en: '{title}, {done} of {count} lessons done',
    'zh-TW': '{title}，共 {count} 課，完成 {done} 課',
    'zh-CN': '{title}，共 {count} 课，完成 {done} 课',
  },
  lessonLabel: {
    en: '{title}, {state}, about {minutes} minutes',
    'zh-TW': '{title}，{state}，約 {minutes} 分鐘',
    'zh-CN': '{title}，{state}，约 {minutes} 分钟',
  },
  stepLabel: {
    en: '{kind}: {title}, {state}',
    'zh-TW': '{kind}：{title}，{state}',
    'zh-CN': '{kind}：{title}，{state}',
  },
  namedStepLabel: { en: '{title}, {state}', 'zh-TW': '{title}，{state}', 'zh-CN': '{title}，{state}' },
  searchLessons: { en: 'Find a lesson', 'zh-TW': '尋找課程', 'zh-CN': '查找课程' },
  lessonGone: {
    en: 'That lesson is not in any installed pack.',
    'zh-TW': '已安裝的課程包裡沒有這一課。',
    'zh-CN': '已安装的课程包里没有这一课。',
  },
  quizGone: { en: 'This lesson has no quiz.', 'zh-TW': '這一課沒有測驗。', 'zh-CN': '这一课没有测验。' },
  quizTitle: { en: 'Quiz: {title}', 'zh-TW': '測驗：{title}', 'zh-CN': '测验：{title}' },
  openQuiz: { en: 'Open Quiz', 'zh-TW': '開啟測驗', 'zh-CN': '打开测验' },

  // Exercises
  pickExercise: { en: 'Choose an exercise', 'zh-TW': '選擇練習', 'zh-CN': '选择练习' },
  exerciseGone: {
    en: 'That exercise is not in any installed pack.',
    'zh-TW': '已安裝的課程包裡沒有這個練習。',
    'zh-CN': '已安装的课程包里没有这个练习。',
  },
  notAnExercise: {
    en: 'Open the file of an exercise first. The Lessons view has them all.',
    'zh-TW': '請先開啟練習的檔案。所有練習都在「課程」檢視裡。',
    'zh-CN': '请先打开练习的文件。所有练习都在“课程”视图里。',
  },
  noFolder: {
    en: 'Exercises are files that you keep, so they need a folder. Open one, or choose where to put them.',
    'zh-TW': '練習是你自己保存的檔案，需要放在資料夾裡。請開啟資料夾，或選擇存放的位置。',
    'zh-CN': '练习是你自己保存的文件，需要放在文件夹里。请打开文件夹，或选择存放的位置。',
  },
  openFolder: { en: 'Open Folder…', 'zh-TW': '開啟資料夾…', 'zh-CN': '打开文件夹…' },
  chooseFolder: { en: 'Choose a Folder for Exercises', 'zh-TW': '選擇練習資料夾', 'zh-CN': '选择练习文件夹' },
  pickRoot: {
    en: 'Which folder should the exercises go into?',
    'zh-TW': '練習要放在哪個資料夾？',
    'zh-CN': '练习要放在哪个文件夹？',
  },
  readOnlyFolder: {
    en: 'This folder cannot be written to: {folder}. Open another folder, or change “Deep Learning: Folder” in the settings.',
    'zh-TW': '無法寫入這個資料夾：{folder}。請開啟其他資料夾，或在設定中修改「Deep Learning: Folder」。',
    'zh-CN': '无法写入这个文件夹：{folder}。请打开其他文件夹，或在设置中修改“Deep Learning: Folder”。',
  },
  starterGone: {
    en: 'The starter of this exercise is missing from its lesson pack. Installing the pack again brings it back.',
    'zh-TW': '課程包裡缺少這個練習的起始檔案。重新安裝課程包就能補回。',
    'zh-CN': '课程包里缺少这个练习的起始文件。重新安装课程包即可补回。',
  },
  snapshotGone: {
    en: 'That copy of the file is no longer there.',
    'zh-TW': '那份檔案備份已經不在了。',
    'zh-CN': '那份文件备份已经不在了。',
  },
  locked: {
    en: 'Another window is busy with the same file. Try again in a moment.',
    'zh-TW': '另一個視窗正在使用同一個檔案。請稍後再試。',
    'zh-CN': '另一个窗口正在使用同一个文件。请稍后再试。',
  },
  fileDeleted: {
    en: '{file} was deleted. A copy of it was kept.',
    'zh-TW': '{file} 已被刪除，但留有一份備份。',
    'zh-CN': '{file} 已被删除，但留有一份备份。',
  },
  restoreLast: {
    en: 'Restore the Copy of {takenAt}',
    'zh-TW': '還原 {takenAt} 的備份',
    'zh-CN': '恢复 {takenAt} 的备份',
  },
  startAgain: { en: 'Start Again', 'zh-TW': '重新開始', 'zh-CN': '重新开始' },
  resetDone: {
    en: '“{title}” is back to its starter. Your version was kept.',
    'zh-TW': '「{title}」已回到起始狀態，你的版本已另外保留。',
    'zh-CN': '“{title}”已回到起始状态，你的版本已另外保留。',
  },
  undo: { en: 'Undo', 'zh-TW': '復原', 'zh-CN': '撤销' },
  notSaved: {
    en: '{file} could not be saved, so it was not run. Save it yourself, then try again.',
    'zh-TW': '無法儲存 {file}，所以沒有執行。請先自行儲存，再試一次。',
    'zh-CN': '无法保存 {file}，所以没有运行。请先自行保存，再试一次。',
  },
  fileMissing: {
    en: 'The file is no longer there: {file}. If it belongs to an exercise, open the exercise again.',
    'zh-TW': '檔案已經不在了：{file}。如果它屬於某個練習，請重新開啟那個練習。',
    'zh-CN': '文件已经不在了：{file}。如果它属于某个练习，请重新打开那个练习。',
  },
  failedBecause: {
    en: 'That did not work: {reason}',
    'zh-TW': '沒有成功：{reason}',
    'zh-CN': '没有成功：{reason}',
  },

  // Lenses
  'lens.run': { en: 'Run', 'zh-TW': '執行', 'zh-CN': '运行' },
  'lens.debug': { en: 'Debug', 'zh-TW': '偵錯', 'zh-CN': '调试' },
  'lens.stop': { en: 'Stop', 'zh-TW': '停止', 'zh-CN': '停止' },
  'lens.check': { en: 'Check', 'zh-TW': '檢查', 'zh-CN': '检查' },
  'lens.stopCheck': { en: 'Stop this check', 'zh-TW': '停止檢查', 'zh-CN': '停止检查' },
  'lens.hint': {
    en: 'Hint {shown}/{hints}',
    'zh-TW': '提示 {shown}/{hints}',
    'zh-CN': '提示 {shown}/{hints}',
  },
  'lens.reset': { en: 'Reset', 'zh-TW': '重設', 'zh-CN': '重置' },
  'lens.compare': { en: 'Compare with Solution', 'zh-TW': '與解答比較', 'zh-CN': '与参考答案比较' },
  'lens.needsTrust': {
    en: 'Run and Check need a trusted workspace',
    'zh-TW': '執行與檢查需要受信任的工作區',
    'zh-CN': '运行与检查需要受信任的工作区',
  },

  // Hints and solutions
  hints: { en: 'Deep Learning hints', 'zh-TW': 'Deep Learning 提示', 'zh-CN': 'Deep Learning 提示' },
  hintsFor: { en: 'Hints for “{title}”', 'zh-TW': '「{title}」的提示', 'zh-CN': '“{title}”的提示' },
  hintOf: { en: 'Hint {hint} of {hints}', 'zh-TW': '提示 {hint}／{hints}', 'zh-CN': '提示 {hint}／{hints}' },
  showHint: { en: 'Show a Hint', 'zh-TW': '看提示', 'zh-CN': '看提示' },
  solutionBeforeSolving: {
    en: 'See the solution before solving?',
    'zh-TW': '還沒解出來，要先看解答嗎？',
    'zh-CN': '还没做出来，要先看参考答案吗？',
  },
  solutionBeforeSolvingDetail: {
    en: 'A hint may be enough. Your file stays as it is either way.',
    'zh-TW': '也許一個提示就夠了。無論如何，你的檔案都不會改變。',
    'zh-CN': '也许一个提示就够了。无论如何，你的文件都不会改变。',
  },
  showSolution: { en: 'Show Solution', 'zh-TW': '看解答', 'zh-CN': '看参考答案' },
  pickSolution: {
    en: 'Which solution do you want to compare with?',
    'zh-TW': '要和哪一個解答比較？',
    'zh-CN': '要和哪一个参考答案比较？',
  },
  diffTitle: {
    en: '{title}: {solution} ↔ yours',
    'zh-TW': '{title}：{solution} ↔ 你的版本',
    'zh-CN': '{title}：{solution} ↔ 你的版本',
  },

  // Checks
  'stage.parse': { en: 'Reading the code', 'zh-TW': '讀取程式碼', 'zh-CN': '读取代码' },
  'stage.exports': { en: 'Exports', 'zh-TW': '匯出', 'zh-CN': '导出' },
  checkStarting: { en: 'Checking', 'zh-TW': '檢查中', 'zh-CN': '检查中' },
  checkStage: {
    en: '{title} {stage}/{stages}',
    'zh-TW': '{title} {stage}/{stages}',
    'zh-CN': '{title} {stage}/{stages}',
  },
  checkSeed: {
    en: '{title} {stage}/{stages}, seed {seed}/{seeds}',
    'zh-TW': '{title} {stage}/{stages}，種子 {seed}/{seeds}',
    'zh-CN': '{title} {stage}/{stages}，种子 {seed}/{seeds}',
  },
  checkPassed: {
    en: 'Everything is right. The check took {seconds} s.',
    'zh-TW': '全部正確。檢查用時 {seconds} 秒。',
    'zh-CN': '全部正确。检查用时 {seconds} 秒。',
  },

  // Runs
  runPanelTitle: {
    en: 'Run: {title} #{number}',
    'zh-TW': '執行：{title} #{number}',
    'zh-CN': '运行：{title} #{number}',
  },
  runGoingOn: { en: 'Running', 'zh-TW': '執行中', 'zh-CN': '运行中' },
  seedIs: { en: 'Seed {seed}', 'zh-TW': '亂數種子 {seed}', 'zh-CN': '随机种子 {seed}' },
  runDeleted: {
    en: '#{number} {title} was deleted.',
    'zh-TW': '已刪除 #{number} {title}。',
    'zh-CN': '已删除 #{number} {title}。',
  },
  runGone: {
    en: 'That run is no longer stored.',
    'zh-TW': '這次執行的紀錄已經不在了。',
    'zh-CN': '这次运行的记录已经不在了。',
  },
  noRuns: {
    en: 'Nothing has been run yet. Open an exercise and choose Run above its function.',
    'zh-TW': '還沒有執行過任何程式。開啟練習，在函式上方選擇「執行」。',
    'zh-CN': '还没有运行过任何程序。打开练习，在函数上方选择“运行”。',
  },
  nothingToRun: {
    en: 'Open the file that you want to run first.',
    'zh-TW': '請先開啟要執行的檔案。',
    'zh-CN': '请先打开要运行的文件。',
  },
  goToLine: { en: 'Go to Line {line}', 'zh-TW': '移至第 {line} 行', 'zh-CN': '转到第 {line} 行' },
  openRunPanel: { en: 'Open', 'zh-TW': '開啟', 'zh-CN': '打开' },
  save: { en: 'Save', 'zh-TW': '儲存', 'zh-CN': '保存' },
  debuggerFailed: {
    en: 'The JavaScript debugger could not attach. Check that VS Code’s built-in JavaScript Debugger is enabled.',
    'zh-TW': 'JavaScript 偵錯工具無法附加。請確認 VS Code 內建的 JavaScript Debugger 已啟用。',
    'zh-CN': 'JavaScript 调试器无法附加。请确认 VS Code 内置的 JavaScript Debugger 已启用。',
  },

  // Status bar
  statusEpoch: {
    en: 'epoch {epoch}/{epochs}',
    'zh-TW': '第 {epoch}/{epochs} 輪',
    'zh-CN': '第 {epoch}/{epochs} 轮',
  },
  statusLoss: { en: 'loss {loss}', 'zh-TW': '損失 {loss}', 'zh-CN': '损失 {loss}' },
  statusIdle: {
    en: 'Compute engine of the next run. Choose to change it.',
    'zh-TW': '下一次執行使用的運算引擎。點選即可變更。',
    'zh-CN': '下一次运行使用的计算引擎。点击即可更改。',
  },
  statusIdleLabel: {
    en: 'Deep Learning, compute engine: {engine}',
    'zh-TW': 'Deep Learning，運算引擎：{engine}',
    'zh-CN': 'Deep Learning，计算引擎：{engine}',
  },

  // Trust and stored progress
  needsTrust: {
    en: 'Running code needs a trusted workspace. Lessons and quizzes work without it.',
    'zh-TW': '執行程式碼需要受信任的工作區。課程與測驗不受影響。',
    'zh-CN': '运行代码需要受信任的工作区。课程与测验不受影响。',
  },
  manageTrust: { en: 'Manage Workspace Trust', 'zh-TW': '管理工作區信任', 'zh-CN': '管理工作区信任' },
  progressRecovered: {
    en: 'The file with your progress was damaged. The last good copy is in use, and the damaged file was kept beside it.',
    'zh-TW': '記錄學習進度的檔案已損毀。目前使用最後一份完好的備份，損毀的檔案保留在旁邊。',
    'zh-CN': '记录学习进度的文件已损坏。当前使用最后一份完好的备份，损坏的文件保留在旁边。',
  },
  progressReadOnly: {
    en: 'Your progress was written by a newer version of this extension, so it is only read. Update the extension to save progress again.',
    'zh-TW': '學習進度是由較新版本的擴充功能寫入的，所以只會讀取。更新擴充功能後就能再次儲存進度。',
    'zh-CN': '学习进度是由较新版本的扩展写入的，所以只会读取。更新扩展后即可再次保存进度。',
  },
} as const satisfies Record<string, LocalText>;
