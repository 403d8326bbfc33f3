import type { Draft } from './reply-form.tsx';

/** What an action that did not succeed says. */
export interface CaseRemark {
  /** Above everything. */
  readonly notice?: string;
  readonly reply?: Draft;
  readonly note?: Draft;
  /** Of any other form: what was typed into it, and what is wrong with which field. */
  readonly form?: FormRemark;
}

/** Instead of a form's id: whichever it was, the page does not have it now. */
export const NO_FORM = '';

export interface FormRemark {
  /** The form's id. */
  readonly name: string;
  readonly typed: Readonly<Record<string, string>>;
  readonly problems: Readonly<Record<string, string>>;
}

/** The remark of this form, for its component. */
export function remarkOf({ form }: CaseRemark, name: string): FormRemark {
  return form?.name === name ? form : { name, typed: {}, problems: {} };
}
