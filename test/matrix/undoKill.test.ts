import { killMatrix } from './killMatrix.ts';

killMatrix('migrate --undo');
