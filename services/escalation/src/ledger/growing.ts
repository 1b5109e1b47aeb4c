/** What is being made, and is handed out when it is complete: of many fields that may be missing, several times as quick as spreading each. */
export type Growing<T> = { -readonly [Field in keyof T]: T[Field] };
