export const usage = `dl-lessons: deep learning lessons without an editor

  dl-lessons run FILE [--engine auto|native|webgpu|wasm|cpu] [--seed N] [--json] [--language en|zh-TW|zh-CN]
                      [--memory MB] [--stall SECONDS] [--timeout SECONDS] [--no-observe] [--keep-nan]
                      [--tensorflow FOLDER] [--node FILE] [--html FILE] [--save FILE]
      Runs a TensorFlow.js program. With --json, prints one event a line and ends with a summary. With --html,
      writes a report that opens in any browser without a network; with --save, the whole run as JSON, which the
      editor can import.

  dl-lessons check PACK [--engine wasm] [--exercise ID-OR-FOLDER] [--file FILE] [--language …] [--json]
      Checks a lesson pack: every starter fails as declared, every solution passes, every wrong answer
      fails with its own message. With --file, checks that one file against the exercise.

  dl-lessons engines [--tensorflow FOLDER] [--node FILE] [--json] [--language …]
      Looks at every compute engine of this computer: which work, how fast, and what the others miss.

  dl-lessons practice audit [--seeds N] [--first SEED] [--only PART-OF-AN-ID] [--json]
      Looks for wrong keys, second right answers and missing words in the practice questions.

  dl-lessons practice show ID [--language …]
      Prints one question, such as cnn.conv.size@1/0000002a, with its mistakes, hints and solution.

--tensorflow names a folder with a TensorFlow library, --node a Node.js 20 or newer for WebGPU; without them they
are looked for.

Exit code: 0 fine, 1 the run or check failed, 2 called wrongly.
`;
