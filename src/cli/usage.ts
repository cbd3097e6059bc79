export const usage = `dl-lessons: deep learning lessons without an editor

  dl-lessons run FILE [--engine auto|native|wasm|cpu] [--seed N] [--json] [--language en|zh-TW|zh-CN]
                      [--memory MB] [--stall SECONDS] [--timeout SECONDS] [--no-observe] [--keep-nan]
      Runs a TensorFlow.js program. With --json, prints one event a line and ends with a summary.

  dl-lessons check PACK [--engine wasm] [--exercise ID-OR-FOLDER] [--file FILE] [--language …] [--json]
      Checks a lesson pack: every starter fails as declared, every solution passes, every wrong answer
      fails with its own message. With --file, checks that one file against the exercise.

Exit code: 0 fine, 1 the run or check failed, 2 called wrongly.
`;
