/** A text, number or structure whose texts may have `{references}` to known values. */
export type TemplateValue =
  | string
  | number
  | boolean
  | null
  | readonly TemplateValue[]
  | { readonly [member: string]: TemplateValue };
