/** A command takes the arguments after its name and returns the exit code: 0 done, 1 failed, 2 misused. */
export type Command = (args: string[]) => Promise<number>;
