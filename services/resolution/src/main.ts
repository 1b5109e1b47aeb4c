import { readConfig, serveProcess } from '@amends/runtime';
import { resolution } from './index.js';

void serveProcess([resolution], readConfig());
