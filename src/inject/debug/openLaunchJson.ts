import { runs } from '../../host/runs.ts';

export const openLaunchJson = runs('Open launch.json', 'workbench.action.debug.configure');
