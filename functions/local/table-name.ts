/** The table of an engine on this machine. */
export const TABLE_NAME = 'bienche';
