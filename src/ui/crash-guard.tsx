import { Component, type ReactNode } from 'react';

type GuardProps = { onCrash: (thrown: unknown) => void; children: ReactNode };

/** Ink's own boundary draws the stack with its source lines, which nobody wants to see of a minified file. */
export class CrashGuard extends Component<GuardProps, { hasCrashed: boolean }> {
  static getDerivedStateFromError(): { hasCrashed: boolean } {
    return { hasCrashed: true };
  }

  override state = { hasCrashed: false };

  override componentDidCatch(thrown: unknown): void {
    this.props.onCrash(thrown);
  }

  override render(): ReactNode {
    return this.state.hasCrashed ? null : this.props.children;
  }
}
