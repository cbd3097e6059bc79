import { messageOf } from '../../src/base/assert.ts';
import { prepareAnnouncements } from './announce.ts';
import { failureState, loadingState } from './states.ts';

export interface AppStart {
  root: HTMLElement;
  labels: { loading: string; failedTitle: string; tryAgain: string };
  /** Asks the host for the first snapshot and draws it into `root`. */
  open: () => Promise<void>;
}

/** Opens an app, or says why that failed and offers to try again. */
export function startApp({ root, labels, open }: AppStart): void {
  prepareAnnouncements();
  const attempt = async (): Promise<void> => {
    root.replaceChildren(loadingState(labels.loading));
    try {
      await open();
    } catch (thrown) {
      const action = { label: labels.tryAgain, onClick: () => void attempt() };
      root.replaceChildren(failureState({ title: labels.failedTitle, reason: messageOf(thrown), action }));
    }
  };
  void attempt();
}
