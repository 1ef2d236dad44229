/** A text, number or structure in which texts may hold `{references}` to what is known. */
export type TemplateValue =
  | string
  | number
  | boolean
  | null
  | readonly TemplateValue[]
  | { readonly [member: string]: TemplateValue };
