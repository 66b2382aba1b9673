/** An environment variable in a value of a definition file: `${NAME}`. With one more dollar it is text, and stands for one dollar less. */
export const VARIABLE = /(\$+)\{(\w+)\}/g;
