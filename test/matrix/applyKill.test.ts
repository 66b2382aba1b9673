import { killMatrix } from './killMatrix.ts';

killMatrix('apply');
